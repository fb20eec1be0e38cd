/** The server marks itself by a cookie on its pages; without it there is nobody to ask. */
export function isServed(): boolean {
  return document.cookie.includes("siklus-server=1");
}
