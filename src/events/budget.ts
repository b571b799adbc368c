import { number, oneOf, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";

const THRESHOLD_TYPES = ["amount", "percent"] as const;
type ThresholdType = (typeof THRESHOLD_TYPES)[number];

/** One threshold of a budget that was passed. */
export interface BudgetInput {
  /** Default: a made-up id. */
  readonly billingAccountId?: string;
  /** Default: a made-up id. */
  readonly budgetId?: string;
  /** Default: `budget`. */
  readonly budgetDisplayName?: string;
  /** The amount spent. Default: 90,012. */
  readonly amount?: number;
  /** Default: `RUB`. */
  readonly currency?: string;
  /** Default: this year. */
  readonly period?: string;
  /** The amount of the budget. Default: 100,000. */
  readonly budgetedAmount?: number;
  /** The threshold, in the currency or in percent of the budget. Default: 90,000. */
  readonly thresholdAmount?: number;
  /** Default: `amount`. */
  readonly thresholdType?: ThresholdType;
}

/** The event of a budget (contract 9.9). It has no `event_metadata`. */
export interface BudgetEvent {
  messages: {
    billing_account_id: string;
    budget_id: string;
    budget_display_name: string;
    amount: number;
    currency: string;
    period: string;
    budgeted_amount: number;
    threshold_amount: number;
    threshold_type: ThresholdType;
  }[];
}

/**
 * The event of a budget.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.budget({ amount: 91, budgetedAmount: 100, thresholdAmount: 90 }));
 */
export function budget(argument: Batch<BudgetInput> = {}): BudgetEvent {
  return readArgument("budget", argument, (batch: Given<Batch<BudgetInput>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<BudgetInput>): BudgetEvent["messages"][number] {
  return {
    billing_account_id: text(given, "billingAccountId", "a6qaccount0000000000"),
    budget_id: text(given, "budgetId", "a62budget00000000000"),
    budget_display_name: text(given, "budgetDisplayName", "budget"),
    amount: number(given, "amount", 90_012),
    currency: text(given, "currency", "RUB"),
    period: text(given, "period", String(new Date().getUTCFullYear())),
    budgeted_amount: number(given, "budgetedAmount", 100_000),
    threshold_amount: number(given, "thresholdAmount", 90_000),
    threshold_type: oneOf(given, "thresholdType", THRESHOLD_TYPES, "amount"),
  };
}
