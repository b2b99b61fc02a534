import type { DecisionInput } from '../core/decision'
import type { Effect, EffectId } from '../core/effects'
import type { TaskDispatcher, TaskOwner } from './task-dispatcher'
import type { CancelTimer, TimerQueue } from './timer-queue'

/** The timers and tasks of one execution that are under way. */
export class ArmedEffects {
  private readonly timers = new Map<EffectId, CancelTimer>()

  constructor(
    private readonly owner: TaskOwner,
    private readonly timerQueue: TimerQueue,
    private readonly tasks: TaskDispatcher,
    private readonly post: (input: DecisionInput) => void,
  ) {}

  arm(effect: Effect): void {
    if (effect.kind === 'task') {
      this.tasks.dispatch(this.owner, effect)
      return
    }
    const fire = () => {
      this.timers.delete(effect.id)
      this.post({ kind: 'timerFired', effectId: effect.id })
    }
    this.timers.set(effect.id, this.timerQueue.arm(effect.dueAtMs, fire))
  }

  /** Arms what was under way when the engine ended; a call that may not be repeated fails instead. */
  resume(effect: Effect): void {
    if (effect.kind === 'timer' || effect.onResume === 'redispatch') this.arm(effect)
    else this.owner.deliver(effect.id, { ok: false, error: 'States.TaskFailed', cause: RESTARTED })
  }

  disarm(effectId: EffectId): void {
    this.timers.get(effectId)?.()
    this.timers.delete(effectId)
    this.tasks.cancel(this.owner, effectId)
  }

  disarmAll(): void {
    for (const cancel of this.timers.values()) cancel()
    this.timers.clear()
    this.tasks.cancelAll(this.owner)
  }
}

const RESTARTED = 'The engine was restarted while this call was in flight, and the step is not to be called twice'
