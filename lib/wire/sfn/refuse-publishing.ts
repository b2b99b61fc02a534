import { WireError } from '../wire-error'

/** Refuses to publish a version with a change: this engine keeps no versions, and a silent success would promise one. */
export function refusePublishing(request: { publish?: boolean; versionDescription?: string }): void {
  if (request.publish) {
    throw new WireError('ValidationException', 'This engine does not publish versions of state machines yet')
  }
  if (request.versionDescription !== undefined) {
    throw new WireError('ValidationException', 'Version description can only be set when publish is true')
  }
}
