/** Letters without case or accents: `Jardin Mécanique` is found by `jardin mecanique`. No IO. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
