import type { Engine } from '@/lib/engine/engine'
import { SAMPLE_ROLE_ARN } from './identity'
import type { SampleWorkflow } from './samples/sample-workflows'

/** Creates the sample workflows. */
export async function seedSamples(engine: Engine, samples: readonly SampleWorkflow[]): Promise<void> {
  for (const { name, type, definition } of samples) {
    await engine.createStateMachine({ name, type, definition, roleArn: SAMPLE_ROLE_ARN })
  }
}
