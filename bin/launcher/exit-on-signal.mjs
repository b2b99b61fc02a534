// Preloaded into the console's server: open event streams would hold its own shutdown for many seconds.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0))
