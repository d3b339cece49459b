/**
 * The bytes of a request's body. Cloud Functions keep them for what they parsed; a request without a body has none,
 * whatever the type says. No IO.
 */
export const rawBodyOf = (request: { rawBody?: Buffer }): Buffer => request.rawBody ?? Buffer.alloc(0);
