/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- a contract is data without a type of its own */
import { FAULTS, OWN } from '../../src/http/problem-types.js';
import { REJECTIONS } from '../../src/http/rejection-types.js';
import { contractDocument } from './contract-bundle.js';
import { html, prose, slug } from './html.js';
import type { Html } from './html.js';
import { bodyTable, typeOf } from './schema-html.js';

// A contract is data without a type of its own; the linter of the contract says whether it is well formed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Node = any;

/** The contract as a page to read: plain HTML with one stylesheet, no script. As served at /doc. */
export function contractPage(): string {
  const document: Node = contractDocument();
  const operations = operationsOf(document);
  const tags = (document.tags as Node[]).map((tag) => ({
    name: String(tag.name),
    description: String(tag.description),
    operations: operations.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  return String(
    html`<!doctype html>
      <!-- Written by npm run docs:generate from docs/openapi/, never edited. -->
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${document.info.title}, API ${document.info.version}</title>
          <link rel="stylesheet" href="doc/style" />
        </head>
        <body>
          <a class="skip" href="#content">Skip to the content</a>
          <header>
            <h1>${document.info.title}: the API</h1>
            <p>
              Version ${document.info.version}, below <code>${document.servers[0].url}</code>. The same for
              programs: <a href="doc/openapi.yaml">OpenAPI in YAML</a>,
              <a href="doc/openapi.json">in JSON</a>.
            </p>
          </header>
          <nav aria-label="Operations">
            <ul>
              <li><a href="#introduction">Introduction</a></li>
              ${tags.map(navigation)}
              <li><a href="#problems">Problems</a></li>
              <li><a href="#schemas">Schemas</a></li>
            </ul>
          </nav>
          <main id="content">
            <section id="introduction" aria-labelledby="introduction-title">
              <h2 id="introduction-title">Introduction</h2>
              ${prose(document.info.description)}
            </section>
            ${tags.map((tag) => section(document, tag))} ${problems()} ${schemas(document)}
          </main>
        </body>
      </html> `,
  );
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Node;
}

interface Tag {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

const operationsOf = (document: Node): readonly Operation[] =>
  Object.entries<Node>(document.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );

const navigation = ({ name, operations }: Tag): Html =>
  html`<li>
    <details open>
      <summary>${name}</summary>
      <ul>
        ${operations.map(
          ({ method, path, operation }) =>
            html`<li>
              <a href="#${operation.operationId}"><b>${method}</b> ${path}</a>
            </li> `,
        )}
      </ul>
    </details>
  </li> `;

const section = (document: Node, { name, description, operations }: Tag): Html =>
  html`<section id="tag-${slug(name)}" aria-labelledby="tag-${slug(name)}-title">
    <h2 id="tag-${slug(name)}-title">${name}</h2>
    <p>${sentence(description)}</p>
    ${operations.map((one) => article(document, one))}
  </section> `;

function article(document: Node, { method, path, operation }: Operation): Html {
  const id = String(operation.operationId);
  const parameters = ((operation.parameters ?? []) as Node[]).map((one) => followed(document, one));
  const body = operation.requestBody && followed(document, operation.requestBody);
  return html`<article id="${id}" aria-labelledby="${id}-title">
    <h3 id="${id}-title"><span class="method">${method}</span> <code>${path}</code></h3>
    <p class="summary">
      ${sentence(operation.summary)} <a class="here" href="#${id}" aria-label="Link to ${id}">${id}</a>
    </p>
    ${operation.description === undefined ? '' : prose(operation.description)}
    <p>${access(document, operation)}</p>
    ${
      parameters.length === 0
        ? ''
        : html`<h4>Parameters</h4>
            ${parameterTable(parameters)}`
    }
    ${
      body === undefined
        ? ''
        : html`<h4>Request</h4>
            ${content(body.content)}`
    }
    <h4>Answers</h4>
    ${answers(document, operation.responses)}
  </article> `;
}

function access(document: Node, operation: Node): Html {
  const [first] = (operation.security ?? document.security) as readonly Readonly<
    Record<string, readonly string[]>
  >[];
  const scopes = first === undefined ? [] : Object.values(first).flat();
  return scopes.length === 0
    ? html`Open: needs no token.`
    : html`Scope: ${scopes.map((scope) => html`<code>${scope}</code>`)}`;
}

const parameterTable = (parameters: readonly Node[]): Html =>
  html`<div class="wide" tabindex="0" role="region" aria-label="Parameters">
    <table>
      <thead>
        <tr>
          <th scope="col">name</th>
          <th scope="col">in</th>
          <th scope="col">holds</th>
          <th scope="col">means</th>
        </tr>
      </thead>
      <tbody>
        ${parameters.map(
          (one) =>
            html`<tr>
              <th scope="row">
                <code>${one.name}</code>${one.required === true ? html` <em>required</em>` : ''}
              </th>
              <td>${one.in}</td>
              <td>${typeOf(one.schema)}</td>
              <td>
                ${one.description === undefined ? '' : prose(one.description)}${one.example === undefined ? '' : html`<p>Such as <code>${String(one.example)}</code></p>`}
              </td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;

const content = (media: Readonly<Record<string, Node>>): readonly Html[] =>
  Object.entries(media).map(
    ([type, { schema, examples }]) =>
      html`<p><code>${type}</code>: ${typeOf(schema)}</p>
        ${Object.entries<Node>(examples ?? {}).map(([name, { value }]) => example(name, value))}`,
  );

const example = (name: string, value: unknown): Html =>
  html`<figure>
    <figcaption>Example: ${name}</figcaption>
    <pre tabindex="0"><code>${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</code></pre>
  </figure> `;

function answers(document: Node, responses: Readonly<Record<string, Node>>): Html {
  return html`<dl>
    ${Object.entries(responses).map(([status, node]) => {
      const one = followed(document, node);
      const headers = Object.keys(one.headers ?? {});
      return html`<dt>${status === 'default' ? 'otherwise' : status}</dt>
        <dd>
          ${prose(one.description)}
          ${headers.length === 0 ? '' : html`<p>Headers: ${headers.map((name) => html`<code>${name}</code> `)}</p>`}
          ${content(one.content ?? {})}
        </dd> `;
    })}
  </dl>`;
}

/** Every type of problem: those of the door, then those of the domain. */
function problems(): Html {
  const own = Object.values(FAULTS).map(({ type, status, title }) => ({ type, status, title }));
  const domain = Object.entries(REJECTIONS).map(([code, { status, title }]) => ({
    type: `${OWN}${code}`,
    status,
    title,
  }));
  return html`<section id="problems" aria-labelledby="problems-title">
    <h2 id="problems-title">Problems</h2>
    <p>
      Every refusal is <code>application/problem+json</code>, the schema
      <a href="#schema-Problem">Problem</a>. Programs go by <code>type</code>; the list with texts in French,
      Dutch and German is <code>GET /refData/problemTypes</code>.
    </p>
    <div class="wide" tabindex="0" role="region" aria-label="Types of problems">
      <table>
        <thead>
          <tr>
            <th scope="col">type</th>
            <th scope="col">status</th>
            <th scope="col">title</th>
          </tr>
        </thead>
        <tbody>
          ${[...own, ...domain].map(
            ({ type, status, title }) =>
              html`<tr>
                <th scope="row"><code>${type}</code></th>
                <td>${String(status)}</td>
                <td>${title}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section> `;
}

const schemas = (document: Node): Html =>
  html`<section id="schemas" aria-labelledby="schemas-title">
    <h2 id="schemas-title">Schemas</h2>
    ${Object.entries<Node>(document.components.schemas)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, schema]) =>
          html`<article id="schema-${name}" aria-labelledby="schema-${name}-title">
            <h3 id="schema-${name}-title">${name}</h3>
            ${bodyTable(schema)}
          </article> `,
      )}
  </section> `;

const followed = (document: Node, node: Node): Node =>
  node.$ref === undefined
    ? node
    : (node.$ref as string)
        .slice(2)
        .split('/')
        .reduce((at, step) => at[step], document);

const sentence = (text: string): Html => {
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return html`${whole}${/[.!?]$/.test(whole) ? '' : '.'}`;
};
