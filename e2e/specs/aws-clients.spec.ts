import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { ENGINE_URL } from '../fixtures/product'

const run = promisify(execFile)
const REQUIRED = process.env.PASSO_REQUIRE_AWS_CLIENTS === '1'
const AWS = '/usr/bin/aws'
const PYTHON = '/usr/bin/python3'
const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_PAGER: '',
}
const ROLE = 'arn:aws:iam::123456789012:role/passo'
const DEFINITION = JSON.stringify({
  StartAt: 'A',
  States: { A: { Type: 'Pass', Result: { greeted: true }, End: true } },
})

const hasBoto3 = await run(PYTHON, ['-c', 'import boto3']).then(
  () => true,
  () => false,
)

// Registered where the client is installed; the gate installs both and requires them.
if (REQUIRED || existsSync(AWS)) {
  test('the AWS CLI creates, starts, describes, lists, pages the history and deletes', async () => {
    const aws = async (...args: string[]) => {
      const { stdout } = await run(AWS, ['stepfunctions', '--endpoint-url', ENGINE_URL, '--output', 'json', ...args], {
        env: environment,
      })
      return stdout ? JSON.parse(stdout) : null
    }
    const name = `cli-${Date.now()}`
    const { stateMachineArn } = await aws(
      'create-state-machine',
      '--name',
      name,
      '--definition',
      DEFINITION,
      '--role-arn',
      ROLE,
    )
    const { executionArn } = await aws('start-execution', '--state-machine-arn', stateMachineArn, '--input', '{"a":1}')
    await expect
      .poll(async () => (await aws('describe-execution', '--execution-arn', executionArn)).status)
      .toBe('SUCCEEDED')
    expect((await aws('describe-execution', '--execution-arn', executionArn)).output).toBe('{"greeted":true}')
    const { executions } = await aws('list-executions', '--state-machine-arn', stateMachineArn)
    expect(executions).toMatchObject([{ executionArn, status: 'SUCCEEDED' }])
    const { stateMachines } = await aws('list-state-machines')
    expect(stateMachines.map((machine: { name: string }) => machine.name)).toContain(name)
    const { events } = await aws('get-execution-history', '--execution-arn', executionArn, '--page-size', '2')
    expect(events.map((event: { type: string }) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ])
    await aws('delete-state-machine', '--state-machine-arn', stateMachineArn)
    await expect(aws('describe-state-machine', '--state-machine-arn', stateMachineArn)).rejects.toThrow(
      /StateMachineDoesNotExist/,
    )
  })
}

if (REQUIRED || hasBoto3) {
  test('boto3 creates, starts, describes and lists, and sees typed errors', async () => {
    const program = `
import boto3, json, time
from botocore.config import Config
sfn = boto3.client('stepfunctions', endpoint_url='${ENGINE_URL}', config=Config(inject_host_prefix=False))
arn = sfn.create_state_machine(name='boto-${Date.now()}', definition='''${DEFINITION}''', roleArn='${ROLE}')['stateMachineArn']
execution = sfn.start_execution(stateMachineArn=arn, input='{}')['executionArn']
while (found := sfn.describe_execution(executionArn=execution))['status'] == 'RUNNING':
    time.sleep(0.05)
events = sfn.get_execution_history(executionArn=execution, reverseOrder=True)['events']
listed = [e['executionArn'] for p in sfn.get_paginator('list_executions').paginate(stateMachineArn=arn) for e in p['executions']]
machines = [m['stateMachineArn'] for p in sfn.get_paginator('list_state_machines').paginate() for m in p['stateMachines']]
try:
    sfn.start_execution(stateMachineArn=arn + '-gone')
    error = None
except sfn.exceptions.StateMachineDoesNotExist as e:
    error = 'StateMachineDoesNotExist'
print(json.dumps({'status': found['status'], 'output': found['output'], 'last': events[0]['type'],
  'listed': listed == [execution], 'machine': arn in machines, 'error': error}))
`
    const { stdout } = await run(PYTHON, ['-c', program], { env: environment })
    expect(JSON.parse(stdout)).toEqual({
      status: 'SUCCEEDED',
      output: '{"greeted":true}',
      last: 'ExecutionSucceeded',
      listed: true,
      machine: true,
      error: 'StateMachineDoesNotExist',
    })
  })
}
