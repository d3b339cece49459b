/**
 * Makes expressions of the rules' language at random but repeatably, each of a wanted type, with now and then one of a
 * wrong type or an error in it, so that most have a value and some do not. What they may use of `resource` and `request`
 * stands in `stage.ts`. Some shapes are left out because they have no agreed meaning: the order of `values()`, letters
 * beyond ASCII in `lower` and `upper`, a pattern that fits nothing in `split`, `$` and `\` in a replacement.
 * No IO.
 */

import type { SeededRandom } from '../../../local/seed/seededRandom.ts';
import { typeNames } from '../../../local/storage-rules/operators.ts';
import { timestampMethods } from '../../../local/storage-rules/timeMethods.ts';
import { expressionTypes as types, leavesOf } from './leaves.ts';
import type { ExpressionType } from './leaves.ts';

const timeParts = [...timestampMethods.keys()].filter((name) => name !== 'date' && name !== 'time');
const wrongTypeEvery = 60;
const errorEvery = 120;

export class ExpressionMaker {
  readonly #random: SeededRandom;
  /** Names that stand for a value of any type: parameters and `let`s. */
  #names: readonly string[] = [];

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** An expression in which these names may be used too. */
  makeWith(names: readonly string[], type: ExpressionType, depth: number): string {
    this.#names = names;
    const made = this.make(type, depth);
    this.#names = [];
    return made;
  }

  make(type: ExpressionType, depth: number): string {
    if (this.#oneIn(errorEvery))
      return this.pick(['resource.data.missing', '(1 / 0)', 'resource.data.none.x']);
    if (this.#names.length > 0 && this.#oneIn(4)) return this.pick(this.#names);
    const wanted = this.#oneIn(wrongTypeEvery) ? this.pick(types) : type;
    return depth <= 0 ? this.pick(leavesOf(wanted)) : this.#compound(wanted, depth - 1);
  }

  anyType(): ExpressionType {
    return this.pick(types);
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.#random.next() * from.length)];
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }

  #oneIn(many: number): boolean {
    return this.#random.next() * many < 1;
  }

  #compound(type: ExpressionType, depth: number): string {
    const one = (wanted: ExpressionType) => this.make(wanted, depth);
    /** What stands before a dot, a bracket, or in another's place: always as one. */
    const unit = (wanted: ExpressionType) => `(${this.make(wanted, depth)})`;
    if (this.#oneIn(12)) return `(${one('bool')} ? ${one(type)} : ${one(type)})`;
    if (this.#oneIn(14)) return `[${one(type)}, ${one(type)}][${this.pick([0, 1])}]`;
    if (this.#oneIn(14)) return this.pick([`{'k': ${one(type)}}.k`, `{'k': ${one(type)}}['k']`]);
    if (this.#oneIn(16))
      return `${unit('map')}.get(${this.pick(["'a'", "['b', 'c']", one('string')])}, ${one(type)})`;
    switch (type) {
      case 'bool':
        return this.#compoundBool(one, unit);
      case 'int':
        return this.#compoundInt(one, unit);
      case 'float':
        return this.pick([
          () =>
            `(${one('float')} ${this.pick(['+', '-', '*', '/', '%'])} ${one(this.pick(['int', 'float']))})`,
          () => `math.${this.pick(['floor', 'ceil', 'abs', 'sqrt'])}(${one('float')})`,
          () => `math.pow(${one('float')}, ${one('int')})`,
          () => `float(${this.pick(["'2.25'", one('int'), one('float'), one('string')])})`,
          () => `(-${unit('float')})`,
        ])();
      case 'string':
        return this.pick([
          () => `(${one('string')} + ${one('string')})`,
          () => `${unit('string')}.${this.pick(['lower', 'upper', 'trim'])}()`,
          () =>
            `${unit('string')}.replace(${this.pick(["'a'", "'[a-c]+'", "'b|,'"])}, ${this.pick(["''", "'xy'"])})`,
          () => `${unit('list')}.join(${this.pick(["','", "''"])})`,
          () => `string(${one(this.pick(['int', 'bool', 'null', 'string', 'path', 'float']))})`,
          () => `(${one('string')} + 'ab')[${this.pick([0, 1, one('int')])}]`,
          () => `(${one('string')} + 'ab')[0:${this.pick([1, 2, one('int')])}]`,
          () => `${unit('bytes')}.toBase64()`,
          () => `${unit('path')}[${this.pick([0, 1, 2])}]`,
        ])();
      case 'bytes':
        return `${unit('string')}.toUtf8()`;
      case 'list':
        return this.pick([
          () => `[${one(this.anyType())}, ${one('int')}, ${one('string')}]`,
          () => `${unit('list')}.${this.pick(['concat', 'removeAll'])}(${one('list')})`,
          () => `(${one('list')}).concat([1, 'a'])[0:${this.pick([1, 2, 3])}]`,
          () => `${unit('string')}.split(${this.pick(["','", "'b'", "'[ab]'"])})`,
          () => `${unit('map')}.keys()`,
        ])();
      case 'set':
        return this.pick([
          () => `${unit('list')}.toSet()`,
          () => `${unit('set')}.${this.pick(['union', 'difference', 'intersection'])}(${one('set')})`,
          () =>
            `${unit('map_diff')}.${this.pick(['addedKeys', 'removedKeys', 'changedKeys', 'unchangedKeys', 'affectedKeys'])}()`,
        ])();
      case 'map':
        return `{'a': ${one(this.anyType())}, 'b': ${one('map')}}`;
      case 'map_diff':
        return `${unit('map')}.diff(${one('map')})`;
      case 'timestamp':
        return this.pick([
          () => `(${one('timestamp')} ${this.pick(['+', '-'])} ${one('duration')})`,
          () => `(${one('duration')} + ${one('timestamp')})`,
          () => `${unit('timestamp')}.date()`,
          () => `timestamp.value(${one('int')})`,
          () => `timestamp.date(2024, ${this.pick([1, 2, 12])}, ${this.pick([1, 29, 30])})`,
        ])();
      case 'duration':
        return this.pick([
          () => `(${one('duration')} ${this.pick(['+', '-'])} ${one('duration')})`,
          () => `(${one('timestamp')} - ${one('timestamp')})`,
          () => `duration.value(${one('int')}, ${this.pick(["'w'", "'d'", "'m'", "'s'", "'ms'", "'ns'"])})`,
          () => `duration.abs(${one('duration')})`,
          () => `${unit('timestamp')}.time()`,
          () => `(-${unit('duration')})`,
        ])();
      case 'path':
        return this.pick([
          () => `(/a/$(${one('string')}))`,
          () => `(/$(${one('int')})/b)`,
          () => `path(${one('string')})`,
        ])();
      case 'null':
        return this.pick(leavesOf('null'));
    }
  }

  #compoundInt(one: (type: ExpressionType) => string, unit: (type: ExpressionType) => string): string {
    const ofTime = () => `${unit('timestamp')}.${this.pick(timeParts)}()`;
    return this.pick([
      () => `(${one('int')} ${this.pick(['+', '-', '*'])} ${one('int')})`,
      () => `(${one('int')} ${this.pick(['/', '%'])} ${this.pick(['2', '3', '(-2)', one('int')])})`,
      () => `${unit(this.pick(['string', 'bytes', 'list', 'set', 'map']))}.size()`,
      () => `int(${this.pick(["'-10'", one('int'), one('float'), one('string')])})`,
      () => `math.${this.pick(['round', 'abs'])}(${one('int')})`,
      () => `math.round(${one('float')})`,
      ofTime,
      ofTime,
      ofTime,
      () => `${unit('duration')}.${this.pick(['seconds', 'nanos'])}()`,
      () => `(-${unit('int')})`,
    ])();
  }

  #compoundBool(one: (type: ExpressionType) => string, unit: (type: ExpressionType) => string): string {
    const ordered = this.pick(['int', 'float', 'string', 'bytes', 'timestamp', 'duration'] as const);
    const same = this.anyType();
    const asks = this.pick(['hasAll', 'hasAny', 'hasOnly']);
    return this.pick([
      () => `(${one('bool')} ${this.pick(['&&', '||'])} ${one('bool')})`,
      () => `(${one('bool')} && ${one('bool')} || ${one('bool')})`,
      () => `!${unit('bool')}`,
      () => {
        const twice = one(same);
        return `(${twice} == ${this.pick([twice, twice, one(same)])})`;
      },
      () => `(${one(same)} ${this.pick(['==', '!='])} ${one(same)})`,
      () => `(${one('int')} ${this.pick(['==', '<', '>='])} ${one('float')})`,
      () => `(${one(ordered)} ${this.pick(['<', '<=', '>', '>='])} ${one(ordered)})`,
      () => `(${one(this.anyType())} in ${one('list')})`,
      () => `(${one('string')} in ${one(this.pick(['map', 'set', 'list']))})`,
      () => `(${one(this.anyType())} is ${this.pick(typeNames)})`,
      () =>
        `${unit('string')}.matches(${this.pick(["'a'", "'[a-z]*'", "'.*b.*'", "'(?i)HELLO'", "'^a|b$'", "'[0-9]+'"])})`,
      () => `${unit('list')}.${asks}(${one('list')})`,
      () => `${unit('set')}.${asks}(${one(this.pick(['set', 'list']))})`,
      () => `math.isNaN(${one('float')})`,
    ])();
  }
}
