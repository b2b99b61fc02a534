import type { ScriptLine } from './history-script'

/** A small seeded generator (mulberry32): the same seed gives the same numbers from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A loop of one task and a Map of 8 items, each item a task that may be retried: what `randomHistory` plays. */
export const randomDefinition = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask', Next: 'Each' },
    Each: {
      Type: 'Map',
      Next: 'Again',
      ItemProcessor: {
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: 'arn:aws:lambda:us-east-1:123456789012:function:work',
            Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 9 }],
            End: true,
          },
        },
      },
    },
    Again: { Type: 'Choice', Choices: [{ Next: 'Ask' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
}

const ITEMS = 8

/** A history of at least `atLeast` events that runs through that loop, items interleaved by the seed. */
export function randomHistory(seed: number, atLeast: number): ScriptLine[] {
  const random = seeded(seed)
  const lines: ScriptLine[] = [['ExecutionStarted']]
  const say = (type: string, details?: object, previous = lines.length): number => {
    lines.push([type, details, lines.length === 1 ? 0 : previous])
    return lines.length
  }
  let at = 0
  while (lines.length < atLeast) {
    at = say('TaskStateEntered', { name: 'Ask' }, at)
    say('TaskScheduled')
    say('TaskSucceeded', { output: '{}' })
    say('TaskStateExited', { name: 'Ask' })
    say('MapStateEntered', { name: 'Each' })
    const started = say('MapStateStarted', { length: ITEMS })
    const open = Array.from({ length: ITEMS }, (_, index) => ({ index, at: started, step: 0 }))
    while (open.length > 0) {
      const item = open[Math.floor(random() * open.length)]
      if (!item) break
      const last = item.at
      if (item.step === 0) item.at = say('MapIterationStarted', { name: 'Each', index: item.index }, last)
      else if (item.step === 1) item.at = say('TaskStateEntered', { name: 'Work' }, last)
      else if (item.step === 2) item.at = say('TaskScheduled', {}, last)
      else if (item.step === 3 && random() < 0.3) {
        item.at = say('TaskFailed', { error: 'Busy' }, last)
        item.step = 1
      } else if (item.step === 3) item.at = say('TaskSucceeded', { output: '1' }, last)
      else if (item.step === 4) item.at = say('TaskStateExited', { name: 'Work' }, last)
      else {
        say('MapIterationSucceeded', { name: 'Each', index: item.index }, last)
        at = last
        open.splice(open.indexOf(item), 1)
      }
      item.step += 1
    }
    say('MapStateSucceeded', undefined, at)
    say('MapStateExited', { name: 'Each' }, at)
    say('ChoiceStateEntered', { name: 'Again' })
    at = say('ChoiceStateExited', { name: 'Again' })
  }
  say('SucceedStateEntered', { name: 'Done' }, at)
  say('SucceedStateExited', { name: 'Done' })
  say('ExecutionSucceeded', { output: '{}' })
  return lines
}
