/** Addresses of the console's pages. Names and ARNs are encoded here and nowhere else. */
export const routes = {
  home: () => '/',
  signIn: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  workflows: () => '/workflows',
  workflow: (stateMachineArn: string, tab?: 'executions' | 'definition') =>
    `/workflows/${encodeURIComponent(stateMachineArn)}${tab ? `?tab=${tab}` : ''}`,
  executions: () => '/executions',
  execution: (executionArn: string) => `/executions/${encodeURIComponent(executionArn)}`,
  startInputs: (stateMachineArn: string) => `/api/workflows/${encodeURIComponent(stateMachineArn)}/inputs`,
  executionEvents: (executionArn: string) => `/api/executions/${encodeURIComponent(executionArn)}/events`,
}
