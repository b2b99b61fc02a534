import { statePath } from '@/lib/asl/state-path'
import type { Effect, EffectId } from './effects'
import type {
  EngineRecord,
  ExecutionEndedRecord,
  ExecutionStartedRecord,
  FrameId,
  MapStartedRecord,
  ParallelStartedRecord,
  StateEnteredRecord,
  StateExitedRecord,
  TaskScheduledRecord,
  TimerMark,
} from './records'
import { type EffectPurpose, type ExecutionState, type FanOut, type Frame, newFrame, ROOT_FRAME } from './state'

/** Told of every effect that a record opens or closes. */
export interface EffectWatcher {
  opened(effect: Effect): void
  closed(id: EffectId): void
}

/**
 * Folds one record into the state, in place. Total and deterministic: no clock, no randomness, no definition. The cost is
 * independent of the number of events, items and frames (dropping the children of a failed fan-out is linear in them).
 * Throws an invariant error for a record that cannot follow the ones before it.
 */
export function evolve(state: ExecutionState, record: EngineRecord, watcher: EffectWatcher | null = null): void {
  if (record.id !== 0) {
    if (record.id !== state.lastEventId + 1) broken(`event ${record.id} after event ${state.lastEventId}`)
    state.lastEventId = record.id
  }
  switch (record.type) {
    case 'PassStateEntered':
    case 'ChoiceStateEntered':
    case 'TaskStateEntered':
    case 'WaitStateEntered':
    case 'SucceedStateEntered':
    case 'FailStateEntered':
    case 'ParallelStateEntered':
    case 'MapStateEntered':
      enter(state, record)
      return
    case 'PassStateExited':
    case 'ChoiceStateExited':
    case 'TaskStateExited':
    case 'WaitStateExited':
    case 'SucceedStateExited':
    case 'ParallelStateExited':
    case 'MapStateExited':
      exit(state, record, watcher)
      return
    case 'TaskScheduled':
    case 'LambdaFunctionScheduled':
    case 'ActivityScheduled':
      schedule(state, record, watcher)
      return
    case 'TaskStarted':
    case 'LambdaFunctionStarted':
    case 'ActivityStarted':
    case 'EvaluationFailed':
      frameOf(state, record.frame).lastEventId = record.id
      return
    case 'TaskSubmitted': {
      const frame = frameOf(state, record.frame)
      frame.lastEventId = record.id
      for (const id of frame.effects) {
        const open = state.effects.get(id)
        if (open?.purpose !== 'task') continue
        open.purpose = 'submitted'
        watcher?.closed(id)
      }
      return
    }
    case 'TaskSucceeded':
    case 'LambdaFunctionSucceeded':
    case 'ActivitySucceeded':
    case 'TaskFailed':
    case 'TaskTimedOut':
    case 'TaskStartFailed':
    case 'TaskSubmitFailed':
    case 'LambdaFunctionFailed':
    case 'LambdaFunctionTimedOut':
    case 'LambdaFunctionStartFailed':
    case 'LambdaFunctionScheduleFailed':
    case 'ActivityFailed':
    case 'ActivityTimedOut':
    case 'ActivityScheduleFailed': {
      const frame = frameOf(state, record.frame)
      frame.lastEventId = record.id
      closeEffects(state, frame, watcher)
      return
    }
    case 'MapStateStarted':
      startMap(state, record, watcher)
      return
    case 'MapIterationStarted': {
      const map = frameOf(state, record.frame)
      const fan = fanOf(map)
      const item = { value: fan.items[record.index] ?? null }
      fan.started = record.index + 1
      const { scope, startAt } = fan
      const { id: lastEventId, child: id, index, input } = record
      addChild(state, map, newFrame({ id, parent: map.id, scope, index, item, lastEventId, startAt, input }))
      return
    }
    case 'MapIterationSucceeded':
      frameOf(state, record.frame).lastEventId = record.id
      return
    case 'ParallelStateStarted':
      startParallel(state, record, watcher)
      return
    case 'MapStateFailed':
    case 'ParallelStateFailed': {
      const frame = frameOf(state, record.frame)
      dropChildren(state, frame, watcher)
      frame.lastEventId = record.id
      return
    }
    case 'retryScheduled': {
      const frame = frameOf(state, record.frame)
      dropChildren(state, frame, watcher)
      closeEffects(state, frame, watcher)
      frame.lastEventId = record.previousEventId
      frame.retryCount++
      while (frame.retriesByRetrier.length <= record.retrier) frame.retriesByRetrier.push(0)
      frame.retriesByRetrier[record.retrier] = (frame.retriesByRetrier[record.retrier] ?? 0) + 1
      openTimer(state, frame, 'retry', record.timer, watcher)
      return
    }
    case 'waitStarted':
      openTimer(state, frameOf(state, record.frame), 'wait', record.timer, watcher)
      return
    case 'ExecutionStarted':
      startExecution(state, record, watcher)
      return
    case 'ExecutionSucceeded':
      state.output = record.output
      state.outputText = record.outputText ?? null
      endExecution(state, 'SUCCEEDED', record.atMs, watcher)
      return
    case 'ExecutionFailed':
    case 'ExecutionTimedOut':
    case 'ExecutionAborted':
      state.error = record.error
      state.cause = record.cause
      endExecution(state, ENDINGS[record.type], record.atMs, watcher)
      return
    // These point back at a chain without being a part of it.
    case 'MapStateSucceeded':
    case 'ParallelStateSucceeded':
    case 'MapIterationFailed':
    case 'MapIterationAborted':
    case 'TaskStateAborted':
    case 'WaitStateAborted':
    case 'MapStateAborted':
    case 'ParallelStateAborted':
      return
  }
}

const ENDINGS: Record<ExecutionEndedRecord['type'], 'FAILED' | 'TIMED_OUT' | 'ABORTED'> = {
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
}

function startExecution(state: ExecutionState, record: ExecutionStartedRecord, watcher: EffectWatcher | null): void {
  if (state.status !== 'new') broken('an execution starts once')
  state.status = 'RUNNING'
  state.input = record.input
  state.inputText = record.inputText ?? null
  const { scope, startAt, input } = record
  // The first state's event points at 0, not at ExecutionStarted.
  const root = newFrame({ id: ROOT_FRAME, parent: null, scope, index: 0, item: null, lastEventId: 0, startAt, input })
  state.frames.set(root.id, root)
  state.ready.push(root.id)
  if (record.timeout) open(state, root.id, 'executionTimeout', timerOf(record.timeout), watcher)
}

function endExecution(
  state: ExecutionState,
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED',
  atMs: number,
  watcher: EffectWatcher | null,
): void {
  state.status = status
  state.stoppedAtMs = atMs
  if (watcher) for (const [id, { purpose }] of state.effects) if (purpose !== 'submitted') watcher.closed(id)
  state.effects.clear()
  state.frames.clear()
  state.ready = []
}

function enter(state: ExecutionState, record: StateEnteredRecord): void {
  const frame = frameOf(state, record.frame)
  if (state.ready.shift() !== frame.id) broken(`frame ${frame.id} enters a state out of turn`)
  frame.phase = 'entered'
  frame.lastEventId = record.id
  frame.enteredEventId = record.id
  frame.enteredAtMs = record.atMs
}

function exit(state: ExecutionState, record: StateExitedRecord, watcher: EffectWatcher | null): void {
  const frame = frameOf(state, record.frame)
  dropChildren(state, frame, watcher)
  closeEffects(state, frame, watcher)
  frame.lastEventId = record.id
  if (record.assigned) frame.variables = { ...frame.variables, ...record.assigned }
  if (record.next !== null) {
    frame.phase = 'ready'
    frame.stateName = record.next
    frame.input = record.output
    frame.retryCount = 0
    if (frame.retriesByRetrier.length > 0) frame.retriesByRetrier = []
    state.ready.push(frame.id)
  } else if (frame.parent !== null) {
    finishChild(state, frameOf(state, frame.parent), frame, record)
  }
}

function finishChild(state: ExecutionState, parent: Frame, child: Frame, record: StateExitedRecord): void {
  const fan = fanOf(parent)
  fan.results[child.index] = record.output
  fan.finished++
  fan.children.delete(child.id)
  state.frames.delete(child.id)
  if (fan.kind === 'parallel') parent.lastEventId = record.id
}

function schedule(state: ExecutionState, record: TaskScheduledRecord, watcher: EffectWatcher | null): void {
  const frame = frameOf(state, record.frame)
  closeEffects(state, frame, watcher)
  frame.lastEventId = record.id
  frame.taskToken = record.taskToken
  open(
    state,
    frame.id,
    'task',
    {
      kind: 'task',
      id: record.effectId,
      path: statePath(frame.scope, frame.stateName),
      stateName: frame.stateName,
      resource: record.resource,
      parameters: record.parameters,
      attempt: record.attempt,
      deadlineMs: record.timeout?.dueAtMs ?? null,
      taskToken: record.taskToken,
      credentials: record.credentials,
      onResume: 'redispatch',
    },
    watcher,
  )
  if (record.timeout) openTimer(state, frame, 'timeout', record.timeout, watcher)
  if (record.heartbeat) openTimer(state, frame, 'heartbeat', record.heartbeat, watcher)
}

function startMap(state: ExecutionState, record: MapStartedRecord, watcher: EffectWatcher | null): void {
  const frame = frameOf(state, record.frame)
  closeEffects(state, frame, watcher)
  frame.lastEventId = record.id
  const { items, scope, startAt, concurrency } = record
  frame.fan = {
    kind: 'map',
    children: new Set(),
    results: new Array(items.length).fill(null),
    finished: 0,
    started: 0,
    items,
    scope,
    startAt,
    concurrency,
  }
}

function startParallel(state: ExecutionState, record: ParallelStartedRecord, watcher: EffectWatcher | null): void {
  const frame = frameOf(state, record.frame)
  closeEffects(state, frame, watcher)
  frame.lastEventId = record.id
  const total = record.branches.length
  frame.fan = {
    kind: 'parallel',
    children: new Set(),
    results: new Array(total).fill(null),
    finished: 0,
    started: total,
    items: [],
    scope: frame.scope,
    startAt: '',
    concurrency: total,
  }
  record.branches.forEach(({ scope, startAt }, index) => {
    const id = record.firstChild + index
    const { id: lastEventId, input } = record
    addChild(state, frame, newFrame({ id, parent: frame.id, scope, index, item: null, lastEventId, startAt, input }))
  })
}

function addChild(state: ExecutionState, parent: Frame, child: Frame): void {
  fanOf(parent).children.add(child.id)
  state.frames.set(child.id, child)
  state.ready.push(child.id)
  state.nextFrameId = Math.max(state.nextFrameId, child.id + 1)
}

function dropChildren(state: ExecutionState, frame: Frame, watcher: EffectWatcher | null): void {
  if (!frame.fan) return
  if (frame.fan.children.size > 0) {
    dropBelow(state, frame, watcher)
    state.ready = state.ready.filter((id) => state.frames.has(id))
  }
  frame.fan = null
}

function dropBelow(state: ExecutionState, frame: Frame, watcher: EffectWatcher | null): void {
  for (const id of frame.fan?.children ?? []) {
    const child = frameOf(state, id)
    dropBelow(state, child, watcher)
    closeEffects(state, child, watcher)
    state.frames.delete(id)
  }
}

function closeEffects(state: ExecutionState, frame: Frame, watcher: EffectWatcher | null): void {
  if (frame.effects.length === 0) return
  for (const id of frame.effects) {
    if (state.effects.get(id)?.purpose !== 'submitted') watcher?.closed(id)
    state.effects.delete(id)
  }
  frame.effects = []
  frame.taskToken = null
}

const timerOf = (timer: TimerMark): Effect => ({ kind: 'timer', id: timer.effectId, dueAtMs: timer.dueAtMs })

function openTimer(
  state: ExecutionState,
  frame: Frame,
  purpose: EffectPurpose,
  timer: TimerMark,
  watcher: EffectWatcher | null,
): void {
  open(state, frame.id, purpose, timerOf(timer), watcher)
}

function open(
  state: ExecutionState,
  frame: FrameId,
  purpose: EffectPurpose,
  effect: Effect,
  watcher: EffectWatcher | null,
): void {
  state.effects.set(effect.id, { frame, purpose, effect })
  state.nextEffectId = Math.max(state.nextEffectId, effect.id + 1)
  if (purpose !== 'executionTimeout') frameOf(state, frame).effects.push(effect.id)
  watcher?.opened(effect)
}

function frameOf(state: ExecutionState, id: FrameId): Frame {
  const frame = state.frames.get(id)
  return frame ?? broken(`frame ${id} is gone`)
}

function fanOf(frame: Frame): FanOut {
  return frame.fan ?? broken(`frame ${frame.id} has no children`)
}

// Texts are made only when they are needed: this runs once a record.
function broken(what: string): never {
  throw new Error(`Invariant broken: ${what}`)
}
