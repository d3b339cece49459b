/** The smallest expressions of each type: literals, and what `stage.ts` has of `resource` and `request`. No IO. */

export const expressionTypes = [
  ...(['bool', 'int', 'float', 'string', 'bytes', 'list', 'set', 'map', 'map_diff'] as const),
  ...(['timestamp', 'duration', 'path', 'null'] as const),
];
export type ExpressionType = (typeof expressionTypes)[number];

export function leavesOf(type: ExpressionType): readonly string[] {
  switch (type) {
    case 'bool':
      return ['true', 'false', 'resource.data.yes', 'resource.data.no'];
    case 'int':
      return ['0', '1', '2', '7', '(-3)', '60', 'resource.data.n', 'request.auth.token.level'];
    case 'float':
      return ['0.5', '1.0', '2.25', '(-1.5)', 'resource.data.f'];
    case 'string':
      return ["''", "'a'", "'ab'", "'b,a'", "'10'", '"it\'s"', 'resource.data.s', 'request.auth.uid'];
    case 'bytes':
      return ["b'ab'", 'resource.data.by', "'a'.toUtf8()"];
    case 'list':
      return ['[]', '[1, 2]', "['a', 'b']", "[1, 'a', null, 2.25]", 'resource.data.l'];
    case 'set':
      return ["['a', 'b'].toSet()", '[1, 2, 2].toSet()', 'resource.data.l.toSet()', '[].toSet()'];
    case 'map':
      return ['{}', "{'a': 1}", "{'b': 2, 'a': {'c': 'x'}}", 'resource.data.m', 'request.auth.token.team'];
    case 'map_diff':
      return ["resource.data.m.diff({'a': 1})", "{'a': 1, 'b': 2}.diff({'a': 2})"];
    case 'timestamp':
      return ['resource.data.t', 'timestamp.date(2026, 3, 4)', 'timestamp.value(1000)'];
    case 'duration':
      return ["duration.value(1, 'h')", "duration.value(-90, 's')", 'duration.time(1, 2, 3, 4)'];
    case 'path':
      return ['(/a/b)', '(/a/$(resource.data.s))', "path('/a/b')", '(/b/$(resource.data.n)/c)'];
    case 'null':
      return ['null', 'resource.data.none'];
  }
}
