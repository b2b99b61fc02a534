// Stands in for `server-only` in tests, whose real entry throws outside a React server build.
export {}
