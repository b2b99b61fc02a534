import { expect, it } from 'vitest'
import { nameProblem } from '@/lib/shared/execution-name'
import { newExecutionName } from './new-execution-name'

const random = Uint8Array.of(0x7f, 0x3a, 0x9c, 0x01)

it('takes the last word of the workflow and keeps leading zeros of the random part', () => {
  expect(newExecutionName('support-triage', random)).toBe('tri-7f3a9c01')
})
it('gives a name AWS takes, whatever the workflow is called', () => {
  for (const workflow of ['', '42', 'ção', 'A_B', 'Order (old)']) {
    expect(nameProblem(newExecutionName(workflow, random))).toBeNull()
  }
  expect(newExecutionName('42', random)).toBe('run-7f3a9c01')
})
