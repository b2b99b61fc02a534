// Preloaded into our children: when the launcher is gone, however it ended, the child ends as if told to.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The open channel must not keep a finished process alive.
process.channel?.unref()
