import bestOfThree from './best-of-three.asl.json'
import lowLatencyAssistant from './low-latency-assistant.asl.json'
import orderFulfilment from './order-fulfilment.asl.json'
import promptChain from './prompt-chain.asl.json'
import promptRouter from './prompt-router.asl.json'
import summariseDocuments from './summarise-documents.asl.json'

export interface SampleWorkflow {
  name: string
  type: 'STANDARD' | 'EXPRESS'
  /** ASL text; its Comment ends with an example input (see lib/asl/example-input.ts). */
  definition: string
}

/** The workflows that an empty data directory begins with: all run offline, on the simulated models and the sample functions. */
export function sampleWorkflows(): SampleWorkflow[] {
  const sample = (name: string, definition: object, type: SampleWorkflow['type'] = 'STANDARD') => ({
    name,
    type,
    definition: JSON.stringify(definition, null, 2),
  })
  return [
    sample('prompt-chain', promptChain),
    sample('prompt-router', promptRouter),
    sample('best-of-three', bestOfThree),
    sample('summarise-documents', summariseDocuments),
    sample('order-fulfilment', orderFulfilment),
    sample('low-latency-assistant', lowLatencyAssistant, 'EXPRESS'),
  ]
}
