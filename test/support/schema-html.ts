/* eslint-disable @typescript-eslint/no-unsafe-argument -- a contract is data without a type of its own */
import { html, prose } from './html.js';
import type { Html } from './html.js';

// A contract is data without a type of its own; the linter of the contract says whether it is well formed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Node = any;

/** What a value is, in a few words, with a link where the contract has a name for it. */
export function typeOf(schema: Node): Html {
  if (schema.$ref !== undefined) return link(schema.$ref);
  if (schema.type === 'array') return html`list of ${typeOf(schema.items)}${bounds(schema, 'Items')}`;
  const parts = (schema.allOf ?? []) as Node[];
  const [only] = parts;
  if (parts.length === 1 && schema.properties === undefined) return typeOf(only);
  if (parts.length > 0) return html`object`;
  const kind =
    schema.format === undefined ? schema.type : `${String(schema.type)} (${String(schema.format)})`;
  return html`${kind ?? 'any'}${bounds(schema, 'Length')}${rules(schema)}`;
}

/** All that a named schema says: what it means, its properties, or its rules. */
export function bodyTable(schema: Node): Html {
  const parents = ((schema.allOf ?? []) as Node[]).filter((part) => part.$ref !== undefined);
  const own = [schema, ...((schema.allOf ?? []) as Node[])].filter((part) => part.properties !== undefined);
  const required = new Set<string>(own.flatMap((part) => (part.required ?? []) as string[]));
  const properties = own.flatMap((part) => Object.entries<Node>(part.properties));
  return html`${schema.description === undefined ? '' : prose(schema.description)}
  ${parents.length === 0 ? '' : html`<p>All of ${parents.map((part) => html`${link(part.$ref)} `)}${properties.length === 0 ? '' : 'and:'}</p>`}
  ${properties.length > 0 ? propertyTable(properties, required) : parents.length > 0 ? '' : html`<p>${typeOf(schema)}</p>`} `;
}

const propertyTable = (
  properties: readonly (readonly [string, Node])[],
  required: ReadonlySet<string>,
): Html =>
  html`<div class="wide" tabindex="0" role="region" aria-label="Properties">
    <table>
      <thead>
        <tr>
          <th scope="col">property</th>
          <th scope="col">holds</th>
          <th scope="col">means</th>
        </tr>
      </thead>
      <tbody>
        ${properties.map(
          ([name, one]) =>
            html`<tr>
              <th scope="row"><code>${name}</code>${required.has(name) ? html` <em>required</em>` : ''}</th>
              <td>${typeOf(one)}${within(one)}</td>
              <td>${one.description === undefined ? '' : prose(one.description)}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;

/** The properties of an object that has no name of its own. */
function within(schema: Node): Html | string {
  const inner = schema.type === 'array' ? schema.items : schema;
  if (inner.properties === undefined) return '';
  const required = new Set<string>((inner.required ?? []) as string[]);
  return html`<ul>
    ${Object.entries<Node>(inner.properties).map(
      ([name, one]) =>
        html`<li>
          <code>${name}</code>${required.has(name) ? html` <em>required</em>` : ''}
          ${typeOf(one)}${within(one)}
        </li> `,
    )}
  </ul>`;
}

function bounds(schema: Node, of: 'Length' | 'Items'): string {
  const [least, most] =
    of === 'Items' ? [schema.minItems, schema.maxItems] : [schema.minLength, schema.maxLength];
  const what = of === 'Items' ? '' : ' characters';
  if (least !== undefined && most !== undefined) return `, ${String(least)} to ${String(most)}${what}`;
  if (most !== undefined) return `, at most ${String(most)}${what}`;
  return least === undefined ? '' : `, at least ${String(least)}${what}`;
}

function rules(schema: Node): readonly Html[] {
  return [
    ...(schema.minimum === undefined ? [] : [html`, from ${String(schema.minimum)}`]),
    ...(schema.maximum === undefined ? [] : [html` to ${String(schema.maximum)}`]),
    ...(schema.default === undefined ? [] : [html`, ${String(schema.default)} where not given`]),
    ...(schema.pattern === undefined ? [] : [html` <code>${String(schema.pattern)}</code>`]),
    ...(schema.enum === undefined
      ? []
      : [html`: ${(schema.enum as unknown[]).map((one) => html`<code>${String(one)}</code> `)}`]),
  ];
}

function link(reference: string): Html {
  const name = reference.split('/').at(-1) ?? '';
  return html`<a href="#schema-${name}">${name}</a>`;
}
