/** Whether a file lies below a folder; the empty folder is the root. */
export function matchesFolder(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

/** Sources that a person wrote for the program itself: no tests and what serves only them, nothing built. */
export function isOwnSource(path: string): boolean {
  return !(
    /(?:^|\/)(?:tests?|__tests__|__mocks__|mocks|__fixtures__|fixtures|e2e|cypress|playwright)\//.test(
      path,
    ) ||
    /\.(?:test|spec|stories|bench|mock)\.[cm]?[jt]sx?$/.test(path) ||
    /(?:^|\/)(?:dist|node_modules|\.next)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$/.test(path)
  );
}

/** Files of components: they run in a browser, or while a page is made for one. */
export function isComponentPath(path: string): boolean {
  return /\.[jt]sx$/.test(path);
}
