/** The ids and the token that `context` shows. Ids that are left out are made up in the service's form. */
export interface FunctionContext {
  /**
   * `context.function_name`: the id of the function, not its name.
   *
   * @default a made-up id, `d4e…`
   */
  readonly functionName?: string;
  /**
   * `context.function_version`.
   *
   * @default a made-up id, `d4e…`
   */
  readonly functionVersion?: string;
  /**
   * `context.function_folder_id`.
   *
   * @default a made-up id, `b1g…`
   */
  readonly folderId?: string;
  /**
   * `context.log_group_name`.
   *
   * @default a made-up id, `ckg…`
   */
  readonly logGroupName?: string;
  /**
   * The token of a service account, or its text alone, which then expires in twelve hours. `null`: `context.token` is `None`.
   *
   * @default null
   */
  readonly token?: string | FunctionToken | null;
}

/** The IAM token of the version's service account (contract 4.2), as `context.token` shows it. */
export interface FunctionToken {
  readonly access_token: string;
  /** Seconds until the token expires. */
  readonly expires_in: number;
  readonly token_type: string;
}
