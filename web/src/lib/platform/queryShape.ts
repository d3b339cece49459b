/** A query in words of its own, so that features ask without knowing which SDK answers. No IO. */

export interface QueryShape {
  collection: string;
  where?: readonly (readonly [
    field: string,
    operator: '==' | 'in' | '<' | '<=' | '>' | '>=' | 'array-contains',
    value: unknown,
  ])[];
  orderBy?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[];
  limit?: number;
}
