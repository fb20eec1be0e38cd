/** Conductor → frame, over a port of their own. */
export type ToFrame =
  | { readonly kind: "start"; readonly realmId: number } // with the realm's port
  | { readonly kind: "end"; readonly realmId: number }
  | { readonly kind: "ping" };

/** Frame → conductor. */
export type FromFrame = { readonly kind: "pong" } | { readonly kind: "failed"; readonly realmId: number };
