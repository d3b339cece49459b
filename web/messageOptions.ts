/** How messages are compiled, shared by Vite and by `compileMessages.ts`, so that both write the same code. No IO. */
export const messageOptions = {
  project: './project.inlang',
  outdir: './src/lib/paraglide',
  strategy: ['url', 'baseLocale'],
  isServer: 'import.meta.env.SSR',
  emitGitIgnore: false,
  emitReadme: false,
  trailingSlash: 'never',
} as const;
