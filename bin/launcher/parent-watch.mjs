// Preloaded into our children: when the launcher is gone, however it ended, the child ends as if told to. A tool's own children
// inherit this preload; their channel belongs to that tool.
if (process.env.PASSO_LAUNCHER_PID === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // The open channel must not keep a finished process alive.
  process.channel?.unref()
}
