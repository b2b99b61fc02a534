import { createStateMachine } from './create-state-machine'
import { deleteStateMachine } from './delete-state-machine'
import { describeExecution } from './describe-execution'
import { describeStateMachine } from './describe-state-machine'
import { describeStateMachineForExecution } from './describe-state-machine-for-execution'
import { getExecutionHistory } from './get-execution-history'
import { listExecutions } from './list-executions'
import { listStateMachines } from './list-state-machines'
import { listTagsForResource } from './list-tags-for-resource'
import type { Operation } from './operation'
import { startExecution } from './start-execution'
import { startSyncExecution } from './start-sync-execution'
import { stopExecution } from './stop-execution'
import { tagResource } from './tag-resource'
import { untagResource } from './untag-resource'
import { updateStateMachine } from './update-state-machine'
import { validateStateMachineDefinition } from './validate-state-machine-definition'

/** Every operation this engine has, by its AWS name. What isn't here is answered by UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation<unknown>> = new Map(
  Object.entries({
    CreateStateMachine: createStateMachine,
    DeleteStateMachine: deleteStateMachine,
    DescribeExecution: describeExecution,
    DescribeStateMachine: describeStateMachine,
    DescribeStateMachineForExecution: describeStateMachineForExecution,
    GetExecutionHistory: getExecutionHistory,
    ListExecutions: listExecutions,
    ListStateMachines: listStateMachines,
    ListTagsForResource: listTagsForResource,
    StartExecution: startExecution,
    StartSyncExecution: startSyncExecution,
    StopExecution: stopExecution,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateStateMachine: updateStateMachine,
    ValidateStateMachineDefinition: validateStateMachineDefinition,
  } as Record<string, Operation<unknown>>),
)
