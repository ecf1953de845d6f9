/** `no-odd-span` -> `noOddSpan`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

/** @throws when a rule or codemod cannot be called that. */
export function assertName(name: string): void {
  if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)+$/.test(name))
    throw new Error(`"${name}" is no name: two or more words in lower case, with dashes`);
}
