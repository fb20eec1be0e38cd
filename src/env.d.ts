/// <reference types="astro/client" />

// Astro takes the type of its locals from this namespace only.
declare namespace App {
  interface Locals {
    /** How many terms the page has explained so far. */
    terms?: number;
    /** From a heading's own slug to the one that both languages share. */
    headingIds?: ReadonlyMap<string, string>;
  }
}
