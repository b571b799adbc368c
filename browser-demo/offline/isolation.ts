/** A page may share memory with its workers, and so stop Python where it stands, when these headers came with it. */
const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** A plugin of Workbox: what comes from the network is kept, and handed on, with the headers. */
export const isolation = {
  async fetchDidSucceed({ response }: { readonly response: Response }): Promise<Response> {
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
    const { status, statusText } = response;
    return new Response(response.body, { status, statusText, headers });
  },
};
