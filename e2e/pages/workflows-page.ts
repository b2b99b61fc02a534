import { expect, type Page } from '@playwright/test'
import { ExecutionPage } from './execution-page'
import { StartDialog } from './start-dialog'

/** The list of workflows. */
export class WorkflowsPage {
  constructor(readonly page: Page) {}

  async open() {
    await this.page.goto('/workflows')
  }

  link(name: string) {
    return this.page.getByRole('main').getByRole('link', { name, exact: true })
  }

  async openWorkflow(name: string) {
    await this.link(name).click()
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible()
  }

  /** Opens the workflow and its start dialog. */
  async startDialog(name: string): Promise<StartDialog> {
    await this.open()
    await this.openWorkflow(name)
    await this.page.getByRole('button', { name: 'Start execution' }).click()
    const dialog = new StartDialog(this.page)
    await expect(dialog.root).toBeVisible()
    return dialog
  }

  /** Starts a workflow, with its example input unless another is given, and waits for the execution's page. */
  async start(name: string, input?: unknown): Promise<ExecutionPage> {
    const dialog = await this.startDialog(name)
    if (input === undefined) await dialog.takeExample()
    else await dialog.type(JSON.stringify(input))
    await dialog.submit()
    await this.page.waitForURL('**/executions/*')
    return new ExecutionPage(this.page)
  }
}
