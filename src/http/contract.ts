/* eslint-disable */
// Written by npm run docs:generate from docs/openapi/: types only, never edited.
export interface paths {
    readonly "/auditTrail": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who did what, when, why, for which CPAS */
        readonly get: operations["listAuditTrail"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auditTrail/query": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * The audit trail of a person
         * @description Every event of the dossiers that ever named the person. A sensitive read, which goes to the access log with its reason.
         */
        readonly post: operations["queryAuditTrail"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/refusals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Refused lines of submissions by reason */
        readonly get: operations["listRefusals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/staleDecisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Determinations that did not know a rule, share or succession approved before them */
        readonly get: operations["listStaleDecisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/balances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the service owes each party, by fund, scheme and years */
        readonly get: operations["listBalances"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trialBalance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The accounts of each fund; their total is zero */
        readonly get: operations["readTrialBalance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/{cpasId}/postings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which event moved what of a CPAS */
        readonly get: operations["listPostings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openItems": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is determined and on no statement yet */
        readonly get: operations["listOpenItems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/lostAmounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is lost because forms came late, by CPAS */
        readonly get: operations["listLostAmounts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dossiers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Dossiers by CPAS, scheme and file number
         * @description A file number alone says nothing; it needs `cpasId`, and finds what the CPAS has, opened by itself or by a predecessor.
         */
        readonly get: operations["listDossiers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dossiers/query": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Dossiers that ever named a person
         * @description A sensitive read, which goes to the access log with its reason. Records nothing else; the number is forgotten at once.
         */
        readonly post: operations["queryDossiers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dossiers/{dossierId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A dossier */
        readonly get: operations["readDossier"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dossiers/{dossierId}/decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the forms of a dossier decided */
        readonly get: operations["listDecisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dossiers/{dossierId}/lines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The lines of a dossier, each in its current version */
        readonly get: operations["listLines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dossiers/{dossierId}/lines/{lineKey}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A line in all its versions
         * @description The key of the grant of a month is the month; that of a recovery names its booking month and number too.
         */
        readonly get: operations["readLine"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dossiers/{dossierId}/lines/{lineKey}/explanation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * From a line to the article of law
         * @description All that a version of a line used: decision, amounts, days, components with the date that decides each, rules with the events that
         *     approved them, the share with its counts, and the statements that list it. What is recorded since may show: replacedByVersion,
         *     statement items and later rules that the decision did not know.
         */
        readonly get: operations["explainLine"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mandates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Officials and what they may do on a day */
        readonly get: operations["listMandates"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mandates/{officialId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What an official may do
         * @description With `validOn`, only the mandates of that day. The version is the sequence of the latest event about them, delegations given and
         *     received among them.
         */
        readonly get: operations["readMandates"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mandates/{officialId}/revocations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a role away from an official
         * @description One administrator is enough, since it moves no money. `Location` is the official's mandates.
         */
        readonly post: operations["revokeMandate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mandateProposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Propose that an official may act in a role
         * @description Another administrator approves.
         *     `Location` is the proposal, the version that of the official's mandates.
         */
        readonly post: operations["proposeMandate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mandates/{officialId}/delegationProposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Propose that another official acts for the holder of mandates, for a time
         * @description Only the holder proposes (403); an administrator approves. `Location` is the proposal, the version that of the mandates of the holder.
         */
        readonly post: operations["proposeDelegation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mandates/{officialId}/delegationRevocations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End a delegation
         * @description By the holder or an administrator. `Location` is the mandates of the holder.
         */
        readonly post: operations["revokeDelegation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether the service can be relied on
         * @description DEGRADED where answers may lag behind what is recorded. Without internals; whoever operates a node has endpoints of its own.
         */
        readonly get: operations["checkHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/doc": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This contract as a page to read */
        readonly get: operations["readDocumentation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/doc/style": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The style of the page */
        readonly get: operations["readStyle"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/doc/openapi.yaml": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This contract in YAML */
        readonly get: operations["readContractAsYaml"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/doc/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This contract in JSON */
        readonly get: operations["readContractAsJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/monthRuns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The month runs */
        readonly get: operations["listMonthRuns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/monthRuns/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Determine what is due before the run of a month, and propose the run
         * @description The task determines the months that fall due and then records the proposal with what the run would state; its result is the run.
         *     Until the proposal is recorded only the node that runs the task knows it, elsewhere it is 404. The same request with the same key
         *     begins it again and does only what is missing.
         */
        readonly post: operations["proposeMonthRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/monthRuns/tasks/{taskId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a month run is */
        readonly get: operations["readMonthRunTask"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/monthRuns/{yearMonth}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The run of a month */
        readonly get: operations["readMonthRun"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/monthRuns/{yearMonth}/approvals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make the cut and issue the statements
         * @description By another official than who proposed (403), on the version that they saw. What can be refused as things stand is the answer; the
         *     task then determines what fell due since the proposal, makes the cut, numbers and seals every statement, and its result is the run.
         *     What is due must be what was proposed: where items, net or payable differ, up or down, nothing is cut and somebody proposes again
         *     (409 `dueMoved` with both totals, or the problem of the task where only the determination shows it). Until the cut is recorded only
         *     the node that runs the task knows it, elsewhere it is 404. Interrupted, the same request with the same key goes on where it was.
         */
        readonly post: operations["approveMonthRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/monthRuns/{yearMonth}/totals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The totals of a run by region, budget article and line type */
        readonly get: operations["listMonthRunTotals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The CPAS that exist on a day
         * @description With `municipalityCode`, also a CPAS that had the code and ended; its `successor` says who has its rights and debts.
         */
        readonly get: operations["listCpas"];
        readonly put?: never;
        /** Register a CPAS */
        readonly post: operations["registerCpas"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Register and change the CPAS by the published table of municipalities
         * @description The table that ships with the product, with its codes, names and mergers up to a day. The same import again changes nothing.
         *     Successions in it are proposed and wait for a second official.
         */
        readonly post: operations["importCpas"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/tasks/{taskId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far an import of CPAS is */
        readonly get: operations["readCpasTask"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/{cpasId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A CPAS with everything dated
         * @description Names, codes and account at the top are those of the day asked for; `history` has all of them.
         */
        readonly get: operations["readCpas"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/{cpasId}/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The changes of a CPAS */
        readonly get: operations["listCpasChanges"];
        readonly put?: never;
        /**
         * Change names or numbers of a CPAS from a day on
         * @description What is left out stays as it is. Equal to what holds already, nothing is recorded and the version stays.
         */
        readonly post: operations["changeCpas"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/{cpasId}/ibanProposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The accounts that were proposed for a CPAS */
        readonly get: operations["listIbanProposals"];
        readonly put?: never;
        /**
         * Propose the account of a CPAS from a day on
         * @description `Location` is the proposal, the version that of the CPAS.
         */
        readonly post: operations["proposeIban"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/{cpasId}/successionProposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The successors that were proposed for a CPAS */
        readonly get: operations["listSuccessionProposals"];
        readonly put?: never;
        /**
         * Propose that another CPAS has the rights and debts of this one
         * @description `Location` is the proposal, the version that of the CPAS that ends.
         */
        readonly post: operations["proposeSuccession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/parties": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The parties of every kind that exist on a day */
        readonly get: operations["listParties"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/parties/{partyId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A party of any kind with everything dated */
        readonly get: operations["readParty"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/proposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What waits for a second official, or what became of what was proposed */
        readonly get: operations["listProposals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/proposals/{proposalId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A proposal with its parts
         * @description With what whoever approves it must see. Its parts may be of many documents, so the version is a sequence: of the latest event
         *     about what the proposal would change, and once it is settled of its own latest event.
         */
        readonly get: operations["readProposal"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/proposals/{proposalId}/approvals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Approve what another official proposed
         * @description Approves every part. Whoever proposed cannot approve (403). Month runs and redeterminations are approved at their own `approvals`,
         *     since work follows; here they are refused as `invalidState`. `Location` is the proposal. `If-Match` has the version that
         *     `GET /proposals/{proposalId}` showed with all that the approval changes; what answered the official who proposed has the
         *     version of the document that was acted on.
         */
        readonly post: operations["approveProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The redeterminations */
        readonly get: operations["listRedeterminations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Propose to determine again what changed rules or shares, or stale decisions, concern
         * @description The task compares every line of the scope with what the rules now give, at one sequence, and records the proposal with its totals;
         *     its result is the redetermination. Nothing is determined before another official approves.
         */
        readonly post: operations["proposeRedetermination"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations/tasks/{taskId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a redetermination is */
        readonly get: operations["readRedeterminationTask"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations/{redeterminationId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A redetermination with its scope and progress
         * @description The version, and with it the `ETag`, is of what officials did and of the end; progress comes between two versions.
         */
        readonly get: operations["readRedetermination"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations/{redeterminationId}/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What it would change, by CPAS and scheme
         * @description As it was computed on `previewSequence` and approved, whatever is recorded since.
         */
        readonly get: operations["readRedeterminationPreview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations/{redeterminationId}/lines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The lines of the preview of one CPAS, and what became of them
         * @description The lines and their amounts are those of `previewSequence`; what became of them is of the sequence asked for.
         */
        readonly get: operations["listRedeterminationLines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations/{redeterminationId}/approvals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Determine again what the scope concerns
         * @description By another official than who proposed (403), within the ceiling of the mandate. The approval is recorded before the answer; the task
         *     determines dossier by dossier, and the differences come in the next month run. Interrupted, the same request with the same key goes on.
         */
        readonly post: operations["approveRedetermination"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/redeterminations/{redeterminationId}/withdrawals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Withdraw a redetermination, or what is left of it
         * @description What was determined stays. `Location` is the redetermination.
         */
        readonly post: operations["withdrawRedetermination"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/refData": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The lists of codes
         * @description problemTypes, refusalCodes, lineTypes, roles, schemes, funds, budgetArticles, policies and the others.
         */
        readonly get: operations["listRefData"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/refData/{refDataListId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The codes of a list with their labels */
        readonly get: operations["readRefDataList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/refData/{refDataListId}/{refDataCode}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A code with its labels */
        readonly get: operations["readRefDataCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/rulebooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The schemes whose law is on file */
        readonly get: operations["listRulebooks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/rulebooks/{schemeCode}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The approved rows of a scheme
         * @description All rows, or with `validOn` those that hold on the day.
         */
        readonly get: operations["readRulebook"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/rulebooks/{schemeCode}/parameters/{parameterId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The approved rows of one parameter */
        readonly get: operations["readRuleParameter"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/rulebooks/{schemeCode}/importProposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Propose rows of law
         * @description Rows in JSON, a rulebook file in the format of `docs/rulebook.md`, or with an empty JSON object the published rulebook that ships
         *     with the product. Rows equal to what is approved are left out. `Location` is the proposal, the version that of the rulebook.
         */
        readonly post: operations["proposeRules"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/shares": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The approved shares of a year, or of a CPAS */
        readonly get: operations["listShares"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/{cpasId}/shares": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The approved shares of a CPAS by year */
        readonly get: operations["listSharesOfCpas"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpas/{cpasId}/shares/{year}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The share of a CPAS in a year, with the counts it came from */
        readonly get: operations["readShare"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/shareImports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Propose the shares of a year, from counts or as notified
         * @description All rows become one proposal, which another official approves as a whole. Rows with `average` are monthly averages of
         *     beneficiaries of a year, from which the shares follow; rows with `share` are notified shares, taken over as they are. A row that is
         *     refused recorded nothing; the others stand. `Location` is the proposal.
         */
        readonly post: operations["importShares"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/statements": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The statements of a month or of a CPAS */
        readonly get: operations["listStatements"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/statements/{statementId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A statement with its totals
         * @description Never changes once issued.
         */
        readonly get: operations["readStatement"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/statements/{statementId}/lines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The lines of a statement
         * @description As JSON in pages. As CSV the whole statement, without paging, amounts in euros; the page parameters are then refused.
         */
        readonly get: operations["listStatementLines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/statements/{statementId}/proof": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The item root of a statement with the sealed text and leaf hash of each line
         * @description Whoever has all pages can compute the root alone (RFC 6962 section 2.1 over the sealed texts in order) and compare it with the one
         *     that the log sealed at the sequence of the statement.
         */
        readonly get: operations["readStatementProof"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/submissions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The files that were received */
        readonly get: operations["listSubmissions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/submissions/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Submit a file of forms
         * @description A file as `docs/submission-format.md` has it, at most 2 GiB. Each line stands alone: what is refused records nothing and keeps no
         *     other line back. The same file again writes nothing and leads to the same submission; a corrected file acts on its corrected lines.
         *     The file is kept, and its receipt recorded, before the answer is given; of a file that does not come wholly, nothing is. Whether it is
         *     NDJSON or CSV, its first sign says. The result of the task is the submission.
         */
        readonly post: operations["submitForms"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/submissions/tasks/{taskId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a submission is */
        readonly get: operations["readSubmissionTask"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/submissions/simulate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * What a file would do, line by line, without recording anything
         * @description The file is at most 16 MiB and 5,000 lines. Each line is decided after those before it, on the dossiers and rules as they are, down to
         *     the determined lines with their components. Whether the official may submit is not asked.
         */
        readonly post: operations["simulateSubmission"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/submissions/{submissionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A received file with its control totals */
        readonly get: operations["readSubmission"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/submissions/{submissionId}/lines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What became of each line of a file
         * @description Of a completed submission; 404 before that, and once its list was erased. With `line`, that line alone.
         */
        readonly get: operations["listSubmissionLines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/submissions/{submissionId}/outcomeList": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The list of accepted and refused lines as a document
         * @description Of a completed submission; 404 before that, and once the list was erased.
         */
        readonly get: operations["readOutcomeList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Such as StatementIssued; docs/events.md lists them. */
        readonly EventType: string;
        /** @description What the event belongs to, such as dossier-, party- or submission- and its id. */
        readonly RecordId: string;
        readonly AuditPage: components["schemas"]["CursorPage"] & {
            readonly items: readonly components["schemas"]["AuditEntry"][];
        };
        readonly AuditEntry: {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly recordedAt: components["schemas"]["Instant"];
            readonly eventType: components["schemas"]["EventType"];
            readonly recordId: components["schemas"]["RecordId"];
            readonly recordVersion: components["schemas"]["Version"];
            readonly actor: components["schemas"]["Actor"];
            readonly eventId: string;
            readonly commandId: string;
            readonly causationId: string;
            readonly correlationId: string;
            /** @description What the decision had seen. */
            readonly knownThroughSequence: components["schemas"]["Count"];
            readonly reason: string;
            readonly parties: readonly components["schemas"]["PartyReference"][];
            /** @description Those whom the dossier of the event ever named. */
            readonly beneficiaries: readonly components["schemas"]["Pseudonym"][];
        };
        /** @description An official, or a process of the service. */
        readonly Actor: {
            readonly issuer: string;
            readonly officialId: string;
            readonly kindCode: components["schemas"]["Code"];
            readonly operation: string;
        };
        readonly AuditQuery: {
            readonly ssin: components["schemas"]["Ssin"];
            /** @description Why the person is looked up, for the access log; no personal data. */
            readonly reason: string;
            readonly startDate?: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly asOf?: components["schemas"]["Instant"];
            readonly asOfSequence?: components["schemas"]["Sequence"];
            readonly afterEntry?: components["schemas"]["Cursor"];
            /**
             * Format: int32
             * @default 20
             */
            readonly pageSize: number;
        };
        readonly AuditQueryResult: components["schemas"]["Moment"] & {
            readonly afterEntry?: components["schemas"]["Cursor"];
            readonly items: readonly components["schemas"]["AuditEntry"][];
        };
        readonly RefusalPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["RefusedLines"][];
        };
        /** @description Its `href` is the question for this row alone. */
        readonly RefusedLines: {
            readonly href: components["schemas"]["Link"];
            readonly refusalCode: components["schemas"]["RefusalCode"];
            /** @description The field that is malformed, where one is named. */
            readonly field?: string;
            /** @description How many lines. */
            readonly lines: components["schemas"]["Count"];
        };
        readonly StaleDecisionPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["StaleDecision"][];
        };
        /** @description Its `href` explains the line. */
        readonly StaleDecision: components["schemas"]["StaleRule"] & {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly dossier: components["schemas"]["DossierReference"];
            readonly lineKey: components["schemas"]["LineKey"];
            readonly version: components["schemas"]["LineVersionNumber"];
            /** @description true where a later version took its place */
            readonly replaced: boolean;
        };
        /**
         * @description Seen from the party, what the service owes it is positive. expense: taken upon itself by the State, negative; open: determined and on
         *     no statement; stated: on a statement, to be paid; paid; offset: set off against a debt.
         */
        readonly Accounts: {
            readonly expense: components["schemas"]["EuroCentAmount"];
            readonly open: components["schemas"]["EuroCentAmount"];
            readonly stated: components["schemas"]["EuroCentAmount"];
            readonly paid: components["schemas"]["EuroCentAmount"];
            readonly offset: components["schemas"]["EuroCentAmount"];
        };
        readonly BalancePage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["Balance"][];
        };
        /** @description Its `href` is the question for this row alone. */
        readonly Balance: {
            readonly href: components["schemas"]["Link"];
            readonly party: components["schemas"]["PartyReference"];
            readonly fundCode: components["schemas"]["FundCode"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly referenceYear: components["schemas"]["Year"];
            readonly budgetYear: components["schemas"]["Year"];
            readonly accounts: components["schemas"]["Accounts"];
        };
        readonly TrialBalance: components["schemas"]["Moment"] & {
            readonly funds: readonly components["schemas"]["FundBalance"][];
        };
        readonly FundBalance: {
            readonly fundCode: components["schemas"]["FundCode"];
            readonly accounts: components["schemas"]["Accounts"];
            /** @description Zero, or the books are broken. */
            readonly total: components["schemas"]["EuroCentAmount"];
        };
        readonly PostingPage: components["schemas"]["CursorPage"] & {
            readonly items: readonly components["schemas"]["Posting"][];
        };
        /** @description Its `href` is the entry of the audit trail. */
        readonly Posting: {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly validDate: components["schemas"]["Day"];
            readonly fundCode: components["schemas"]["FundCode"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly referenceYear: components["schemas"]["Year"];
            readonly budgetYear: components["schemas"]["Year"];
            readonly accounts: components["schemas"]["Accounts"];
        };
        readonly OpenItemPage: components["schemas"]["CursorPage"] & {
            readonly items: readonly components["schemas"]["OpenItem"][];
        };
        /** @description Its `href` explains the line. */
        readonly OpenItem: {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly dossier: components["schemas"]["DossierReference"];
            readonly lineKey: components["schemas"]["LineKey"];
            readonly version: components["schemas"]["LineVersionNumber"];
            readonly sendingDate: components["schemas"]["Day"];
            readonly budgetArticleCode: components["schemas"]["BudgetArticleCode"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
        };
        readonly LostAmountPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["LostAmount"][];
        };
        /** @description Its `href` is the question for this row alone. */
        readonly LostAmount: {
            readonly href: components["schemas"]["Link"];
            readonly cpas: components["schemas"]["PartyReference"];
            /** @description How many lines lost days. */
            readonly lines: components["schemas"]["Count"];
            readonly gross: components["schemas"]["EuroCentAmount"];
        };
        /** @description A text in each of the three languages. */
        readonly LocalizedString: {
            readonly fr: string;
            readonly nl: string;
            readonly de: string;
        };
        readonly Uuid: string;
        /**
         * Format: uri
         * @description Absolute URL.
         */
        readonly Link: string;
        /**
         * Format: date
         * @description A Brussels calendar day.
         */
        readonly Day: string;
        readonly YearMonth: string;
        /** Format: int32 */
        readonly Year: number;
        /**
         * Format: date-time
         * @description A time with its offset; answers are in UTC.
         */
        readonly Instant: string;
        /**
         * Format: int64
         * @description Place in the log of everything recorded, from 1.
         */
        readonly Sequence: number;
        /** @description Version of a document, digits; grows with each change. The `ETag` without its quotation marks. */
        readonly Version: string;
        /** @description A strong entity tag. */
        readonly EntityTag: string;
        /** @description Opaque, made by the API for its `next` links. Holds the filters and the sequence; altered or with another question it is refused. */
        readonly Cursor: string;
        /**
         * Format: int64
         * @description An amount in whole euro cents.
         */
        readonly EuroCentAmount: number;
        /**
         * Format: int64
         * @description An amount in whole euro cents, zero or more.
         */
        readonly EuroCentPositiveAmount: number;
        /** @description A decimal rate without trailing zeros, up to six decimals, such as 0.65 or 1. */
        readonly Rate: string;
        /**
         * @description Exact amount in euro cents as a whole number or a fraction, before any rounding.
         * @example 2234140/31
         */
        readonly ExactAmount: string;
        /** Format: int64 */
        readonly Count: number;
        /** @description SHA-256 as 64 hex digits. */
        readonly Hash: string;
        /** @description Number of a legal entity (KBO/BCE), ten digits; the last two check the others. */
        readonly EnterpriseNumber: string;
        /**
         * Format: int32
         * @description NIS code of a municipality (Statbel REFNIS).
         */
        readonly MunicipalityCode: number;
        /**
         * @description ISO 3166-2 code of a region.
         * @enum {string}
         */
        readonly BelgianRegionCode: "BE-BRU" | "BE-WAL" | "BE-VLG";
        /**
         * @description Language towards the party; N Dutch, F French, D German, FN French and Dutch. See /refData/linguisticRegimes.
         * @example FN
         */
        readonly LinguisticRegimeCode: string;
        /** @description IBAN in capitals without spaces; modulo 97 holds. */
        readonly Iban: string;
        /** @description National register or bis number, eleven digits. */
        readonly Ssin: string;
        readonly Text: string;
        /** @description A code of a list under /refData. */
        readonly Code: string;
        /** @description Opaque id of an official; the name is in the directory of the service. */
        readonly OfficialId: string;
        /** @description Opaque id of a CPAS or another party. */
        readonly PartyId: string;
        /** @description Opaque id of a dossier. */
        readonly DossierId: string;
        /** @description Keyed pseudonym of a beneficiary, which leads back to nobody without the key. */
        readonly Pseudonym: string;
        /** @description The CPAS's own number of the file; other signs than letters and digits, leading zeros and case do not count. */
        readonly FileNumber: string;
        /**
         * @description Code of the scheme, such as RIS; see /refData/schemes.
         * @example RIS
         */
        readonly SchemeCode: string;
        /**
         * @description Whose money it is, such as federal; see /refData/funds.
         * @example federal
         */
        readonly FundCode: string;
        /**
         * @description Three-digit code of the statement, or a named unknown such as piis:unconfirmed; see /refData/budgetArticles.
         * @example 101
         */
        readonly BudgetArticleCode: string;
        /** @description Line of the State budget, or a named unknown. */
        readonly BasicAllocationCode: string;
        /**
         * Format: int32
         * @description Law code of the statement; 1 law of 26 May 2002, 2 law of 2 April 1965, 6 organic law.
         */
        readonly LawCode: number;
        /**
         * Format: int32
         * @description Type of a statement line, 1 to 6; see /refData/lineTypes.
         */
        readonly LineTypeCode: number;
        /** @description Reason of a refusal, see /refData/refusalCodes; malformed where the input is. */
        readonly RefusalCode: string;
        /** @description What an answer belongs to. */
        readonly Moment: {
            readonly asOfSequence: components["schemas"]["Sequence"];
            readonly asOf?: components["schemas"]["Instant"];
            /** @description True where asOf is in the last minute of what is recorded, so that events of that time may still come. */
            readonly provisional?: boolean;
            readonly validOn?: components["schemas"]["Day"];
        };
        /** @description A page of a list that is read by number. */
        readonly OffsetPage: components["schemas"]["Moment"] & {
            /** Format: int32 */
            readonly page: number;
            /** Format: int32 */
            readonly pageSize: number;
            readonly total: components["schemas"]["Count"];
            readonly self?: components["schemas"]["Link"];
            readonly first?: components["schemas"]["Link"];
            readonly prev?: components["schemas"]["Link"];
            readonly next?: components["schemas"]["Link"];
            readonly last?: components["schemas"]["Link"];
        };
        /** @description A page of a list that is read on by its `next` link; all pages are of the sequence of the first one. */
        readonly CursorPage: components["schemas"]["Moment"] & {
            /** Format: int32 */
            readonly pageSize: number;
            readonly self?: components["schemas"]["Link"];
            readonly next?: components["schemas"]["Link"];
        };
        /** @description What was recorded, and its version. */
        readonly Receipt: {
            readonly id: string;
            readonly href: components["schemas"]["Link"];
            readonly version: components["schemas"]["Version"];
        };
        /** @description Work that goes on after the answer. */
        readonly Task: {
            readonly id: components["schemas"]["Uuid"];
            readonly href: components["schemas"]["Link"];
            readonly status: components["schemas"]["LongRunningTaskStatus"];
            readonly progress?: components["schemas"]["Progress"];
            readonly result?: components["schemas"]["ResultReference"];
        };
        readonly LongRunningTaskStatus: {
            /** @enum {string} */
            readonly state: "processing" | "failed" | "done";
            readonly pollAfter?: components["schemas"]["Instant"];
            readonly completed?: components["schemas"]["Instant"];
            readonly problem?: components["schemas"]["Problem"];
        };
        /** @description How far the work has come. */
        readonly Progress: {
            readonly stepCode: components["schemas"]["Code"];
            readonly done: components["schemas"]["Count"];
            readonly total: components["schemas"]["Count"];
        };
        readonly ResultReference: {
            readonly href: components["schemas"]["Link"];
        };
        /** @description A choice that no source settles, by name and version; see /refData/policies. */
        readonly PolicyUse: {
            readonly name: components["schemas"]["Code"];
            /** Format: int32 */
            readonly version: number;
            readonly value?: string;
        };
        /** @description What became of a list of acts. Those refused recorded nothing. */
        readonly Tally: {
            readonly recorded: components["schemas"]["Count"];
            readonly unchanged: components["schemas"]["Count"];
            readonly refused: readonly components["schemas"]["Refusal"][];
        };
        readonly Refusal: {
            readonly refusalCode: components["schemas"]["RefusalCode"];
            readonly detail: string;
            readonly facts?: components["schemas"]["Facts"];
        };
        /** @description Ids, amounts and days that explain a refusal, by name; never a person's data. */
        readonly Facts: {
            readonly [key: string]: unknown;
        };
        readonly DossierReference: {
            readonly id: components["schemas"]["DossierId"];
            readonly href: components["schemas"]["Link"];
        };
        readonly DossierPage: components["schemas"]["CursorPage"] & {
            readonly items: readonly components["schemas"]["DossierItem"][];
        };
        readonly DossierItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["DossierId"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly fileNumber: components["schemas"]["FileNumber"];
        };
        readonly DossierQuery: {
            readonly ssin: components["schemas"]["Ssin"];
            /** @description Why the person is looked up, for the access log; no personal data. */
            readonly reason: string;
            readonly asOf?: components["schemas"]["Instant"];
            readonly asOfSequence?: components["schemas"]["Sequence"];
        };
        readonly DossierQueryResult: components["schemas"]["Moment"] & {
            readonly items: readonly components["schemas"]["DossierItem"][];
        };
        /** @description `cpas` has the dossier on the day; `openedBy` opened it. */
        readonly Dossier: components["schemas"]["Moment"] & {
            readonly id: components["schemas"]["DossierId"];
            readonly href: components["schemas"]["Link"];
            readonly version: components["schemas"]["Version"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly openedBy: components["schemas"]["PartyReference"];
            readonly fileNumber: components["schemas"]["FileNumber"];
            readonly decision?: components["schemas"]["Decision"];
            /** @description Months with a determined grant. */
            readonly determinedPeriods: readonly components["schemas"]["MonthPeriod"][];
            /** @description First month that is not determined although a decision stands; left out where there is none. */
            readonly dueFromMonth?: components["schemas"]["YearMonth"];
            readonly decisions: components["schemas"]["ResultReference"];
            readonly lines: components["schemas"]["ResultReference"];
        };
        readonly MonthPeriod: {
            readonly startMonth: components["schemas"]["YearMonth"];
            readonly endMonth: components["schemas"]["YearMonth"];
        };
        readonly Decisions: components["schemas"]["Moment"] & {
            readonly version: components["schemas"]["Version"];
            readonly items: readonly components["schemas"]["RecordedDecision"][];
        };
        /** @description Its `href` is the entry of the audit trail. */
        readonly RecordedDecision: components["schemas"]["Decision"] & {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly recordedAt: components["schemas"]["Instant"];
        };
        /** @description What a form B or C decided. Which properties are there follows from the kind. */
        readonly Decision: {
            /** @description decision (form B), refusal, withdrawal, refusalRegularized or withdrawalRegularized (form C); see /refData/decisionKinds. */
            readonly kindCode: components["schemas"]["Code"];
            readonly form: components["schemas"]["FormReference"];
            readonly decisionDate: components["schemas"]["Day"];
            /** @description First day on which it holds; left out where an earlier form C is taken back. */
            readonly effectiveDate?: components["schemas"]["Day"];
            /** @description Effective date of the earlier form C that it takes back or moves. */
            readonly regularizedDate?: components["schemas"]["Day"];
            readonly notificationDate?: components["schemas"]["Day"];
            readonly category?: components["schemas"]["Category"];
            /** @description Counted resources a year. */
            readonly yearlyResources?: components["schemas"]["EuroCentAmount"];
            readonly foreignersRegister?: components["schemas"]["PeriodOptionalEnd"];
            readonly formerlyHomeless?: components["schemas"]["PeriodOptionalEnd"];
            readonly individualIntegrationProject?: components["schemas"]["PeriodOptionalEnd"];
            /** @description What the CPAS says it granted a month; never the base of a calculation. */
            readonly claimedMonthlyAmount?: components["schemas"]["EuroCentAmount"];
            readonly beneficiaries?: readonly components["schemas"]["Beneficiary"][];
            /** @description true where it takes the place of a form B of the same effective date */
            readonly replaces?: boolean;
        };
        /**
         * Format: int32
         * @description Category of the integration income; 1 cohabitant, 2 single, 3 with a family to support.
         */
        readonly Category: number;
        /** @description Days, both included; without endDate for as long as the decision stands. */
        readonly PeriodOptionalEnd: {
            readonly startDate: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
        };
        readonly Beneficiary: {
            readonly pseudonym: components["schemas"]["Pseudonym"];
            /** @description main, partner or child. */
            readonly roleCode: components["schemas"]["Code"];
        };
        /** @description The received form that it came from. */
        readonly FormReference: {
            readonly submission: components["schemas"]["SubmissionReference"];
            readonly line: components["schemas"]["Count"];
            readonly formReference: components["schemas"]["FormReferenceText"];
            readonly sender: components["schemas"]["PartyReference"];
            readonly receivedAt: components["schemas"]["Instant"];
            readonly sendingDate: components["schemas"]["Day"];
        };
        /** @description In a simulation its id is `assessment` and there is no link. */
        readonly SubmissionReference: {
            readonly id: string;
            readonly href?: components["schemas"]["Link"];
        };
        /** @description 2025-01 for the grant of a month, 2024-11.2025-01.3 for recovery 3 booked in January of a grant of November. */
        readonly LineKey: string;
        /** Format: int32 */
        readonly LineVersionNumber: number;
        readonly LinePage: components["schemas"]["CursorPage"] & {
            readonly items: readonly components["schemas"]["LineItem"][];
        };
        readonly LineItem: {
            readonly href: components["schemas"]["Link"];
            readonly key: components["schemas"]["LineKey"];
            readonly version: components["schemas"]["LineVersionNumber"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly recordedAt: components["schemas"]["Instant"];
            readonly causeCode: components["schemas"]["Code"];
            readonly sendingDate: components["schemas"]["Day"];
            readonly formReference: components["schemas"]["FormReferenceText"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
        };
        readonly Line: components["schemas"]["Moment"] & {
            readonly href: components["schemas"]["Link"];
            readonly version: components["schemas"]["Version"];
            readonly dossier: components["schemas"]["DossierReference"];
            readonly line: components["schemas"]["LineIdentity"];
            /** @description By version; the `href` of each is its explanation. */
            readonly versions: readonly components["schemas"]["LineVersion"][];
        };
        readonly LineIdentity: {
            readonly key: components["schemas"]["LineKey"];
            /** @description grant or recovery. */
            readonly kindCode: components["schemas"]["Code"];
            readonly referenceMonth: components["schemas"]["YearMonth"];
            readonly bookingMonth?: components["schemas"]["YearMonth"];
            readonly bookingNumber?: components["schemas"]["Count"];
        };
        readonly LineVersion: components["schemas"]["LineItem"] & {
            /** @description To the version replaced, what statements list. */
            readonly differences: readonly components["schemas"]["Difference"][];
        };
        readonly Difference: {
            readonly budgetArticleCode: components["schemas"]["BudgetArticleCode"];
            readonly basicAllocationCode: components["schemas"]["BasicAllocationCode"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
        };
        readonly LineReference: {
            readonly key: components["schemas"]["LineKey"];
            readonly href: components["schemas"]["Link"];
        };
        /** @description A version of a line with all it used. Amounts of recoveries are negative. */
        readonly Determination: {
            readonly cpas: components["schemas"]["PartyReference"];
            readonly fundCode: components["schemas"]["FundCode"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly lawCode: components["schemas"]["LawCode"];
            readonly line: components["schemas"]["LineIdentity"];
            readonly version: components["schemas"]["LineVersionNumber"];
            /** @description 0 for a first version. */
            readonly replacesVersion: components["schemas"]["Count"];
            /** @description due, decision, withdrawal, recovery or redetermination; see /refData/lineCauses. */
            readonly causeCode: components["schemas"]["Code"];
            /** @description Last day of the reference month. */
            readonly validDate: components["schemas"]["Day"];
            /** @description First day with an amount; left out where the version is of zero. */
            readonly startDate?: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly sendingDate: components["schemas"]["Day"];
            readonly form: components["schemas"]["FormReference"];
            readonly decisionDate?: components["schemas"]["Day"];
            readonly notificationDate: components["schemas"]["Day"];
            /** @description Code of form D; 01 at the share, 05 foreigners register, 06 homeless. */
            readonly recoveryTypeCode?: string;
            /** @description What form D says was recovered, at 100 %. */
            readonly recoveredAmount?: components["schemas"]["EuroCentAmount"];
            /** @description The integration income that the State shares in, without lost days. */
            readonly gross: components["schemas"]["EuroCentAmount"];
            /** @description What the State owes for this line. */
            readonly net: components["schemas"]["EuroCentAmount"];
            readonly articles: readonly components["schemas"]["ArticleAmount"][];
            /** @description The parts of the month under one decision each. */
            readonly segments: readonly components["schemas"]["Segment"][];
            /** @description Days whose costs are lost because the form came late. */
            readonly lostDays: readonly components["schemas"]["LostDays"][];
            readonly claimedMonthlyAmount?: components["schemas"]["EuroCentAmount"];
            readonly beneficiaries: readonly components["schemas"]["Beneficiary"][];
            readonly differences: readonly components["schemas"]["Difference"][];
            readonly provisional: boolean;
            readonly policies: readonly components["schemas"]["PolicyUse"][];
            readonly ruleVersion: components["schemas"]["RuleVersion"];
        };
        readonly ArticleAmount: {
            readonly budgetArticleCode: components["schemas"]["BudgetArticleCode"];
            readonly basicAllocationCode: components["schemas"]["BasicAllocationCode"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
            readonly components: readonly components["schemas"]["Component"][];
        };
        /** @description One term of the rate, with the date that decides it. */
        readonly Component: {
            /** @description baseShare, foreignersRegister, formerlyHomeless or piis; see /refData/components. */
            readonly componentCode: components["schemas"]["Code"];
            readonly rate: components["schemas"]["Rate"];
            /** @description countYear, monthGranted or piisWindow; see /refData/anchors. */
            readonly anchorCode: components["schemas"]["Code"];
            readonly anchorDate: components["schemas"]["Day"];
            readonly base: components["schemas"]["EuroCentAmount"];
            readonly exactAmount: components["schemas"]["ExactAmount"];
            readonly amount: components["schemas"]["EuroCentAmount"];
            readonly rule: components["schemas"]["RuleUse"];
            readonly provisional: boolean;
        };
        /** @description The rule that gave a figure, with the sequence of the event that approved it. Without startDate it holds since ever. */
        readonly RuleUse: {
            /** @description Id of a parameter of the rulebook, or ris.share, which is of a CPAS and year. */
            readonly parameterId: string;
            readonly href?: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly startDate?: components["schemas"]["Day"];
            readonly legalReference: components["schemas"]["Text"];
        };
        readonly Segment: {
            readonly startDate: components["schemas"]["Day"];
            readonly endDate: components["schemas"]["Day"];
            /** Format: int32 */
            readonly days: number;
            /** Format: int32 */
            readonly daysInMonth: number;
            /** @description Effective date of the decision. */
            readonly effectiveDate: components["schemas"]["Day"];
            readonly category: components["schemas"]["Category"];
            readonly monthAmount: components["schemas"]["EuroCentAmount"];
            readonly yearAmount?: components["schemas"]["EuroCentAmount"];
            readonly yearlyResources: components["schemas"]["EuroCentAmount"];
            readonly fullMonthAmount: components["schemas"]["EuroCentAmount"];
            readonly grantedAmount: components["schemas"]["EuroCentAmount"];
            readonly exactAmount: components["schemas"]["ExactAmount"];
            readonly rules: readonly components["schemas"]["RuleUse"][];
            readonly provisional: boolean;
        };
        readonly LostDays: {
            readonly startDate: components["schemas"]["Day"];
            readonly endDate: components["schemas"]["Day"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly decisionDate: components["schemas"]["Day"];
            readonly limitDate: components["schemas"]["Day"];
            readonly notificationDate: components["schemas"]["Day"];
            readonly legalReference: components["schemas"]["Text"];
        };
        readonly Explanation: components["schemas"]["Moment"] & {
            readonly href: components["schemas"]["Link"];
            readonly line: components["schemas"]["LineReference"];
            readonly dossier: components["schemas"]["DossierReference"];
            readonly fileNumber?: components["schemas"]["FileNumber"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly recordedAt: components["schemas"]["Instant"];
            /** @description Leaf that seals the event in the log. */
            readonly leafHash: components["schemas"]["Hash"];
            readonly determination: components["schemas"]["Determination"];
            readonly replacedByVersion?: components["schemas"]["LineVersionNumber"];
            /** @description That made this version, where one did. */
            readonly redetermination?: components["schemas"]["ResultReference"];
            /** @description Where its differences are listed; empty while they are open. */
            readonly statementItems: readonly components["schemas"]["StatedItem"][];
            readonly staleRules: readonly components["schemas"]["StaleRule"][];
            readonly ruleApprovals: readonly components["schemas"]["RuleApproval"][];
            readonly shares: readonly components["schemas"]["UsedShare"][];
        };
        /** @description An item on a statement; without number and link until the statement is issued. */
        readonly StatedItem: {
            readonly statement?: components["schemas"]["StatementReference"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly yearMonth: components["schemas"]["YearMonth"];
            readonly position: components["schemas"]["Count"];
            readonly budgetArticleCode: components["schemas"]["BudgetArticleCode"];
            readonly lineTypeCode: components["schemas"]["LineTypeCode"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
        };
        /** @description A rule in force that the decision did not know in its latest form; share and succession for those. */
        readonly StaleRule: {
            readonly parameterId: string;
            readonly knownThroughSequence: components["schemas"]["Count"];
            readonly latestSequence: components["schemas"]["Sequence"];
        };
        /** @description The event that approved a rule or share that the line used. */
        readonly RuleApproval: {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly recordedAt: components["schemas"]["Instant"];
            readonly eventType: components["schemas"]["EventType"];
            readonly officialId: components["schemas"]["OfficialId"];
            readonly leafHash: components["schemas"]["Hash"];
        };
        readonly UsedShare: {
            readonly href: components["schemas"]["Link"];
            readonly year: components["schemas"]["Year"];
            readonly share: components["schemas"]["Rate"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly basisCode: components["schemas"]["Code"];
            readonly counts: readonly components["schemas"]["BeneficiaryCount"][];
            readonly previousShare?: components["schemas"]["Rate"];
            readonly ruleVersion: components["schemas"]["RuleVersion"];
        };
        readonly MandatePage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["OfficialItem"][];
        };
        /** @description founder is true for the two who opened the log and administer for ever. */
        readonly OfficialItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["OfficialId"];
            readonly founder: boolean;
            readonly mandates: readonly components["schemas"]["Mandate"][];
            readonly delegationsGiven?: readonly components["schemas"]["Delegation"][];
            readonly delegationsReceived?: readonly components["schemas"]["Delegation"][];
        };
        readonly OfficialMandates: components["schemas"]["Moment"] & components["schemas"]["OfficialItem"] & {
            readonly version: components["schemas"]["Version"];
        };
        /** @description Of every scheme where allSchemes is true, else of those named. */
        readonly Mandate: {
            /** @description administrator, registrar, ruleEditor, shareEditor, intake, runManager or auditor; see /refData/roles. */
            readonly roleCode: components["schemas"]["Code"];
            readonly allSchemes: boolean;
            readonly schemeCodes?: readonly components["schemas"]["SchemeCode"][];
            readonly startDate: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            /** @description The most that one approval may move; without it there is no ceiling. */
            readonly ceilingAmount?: components["schemas"]["EuroCentPositiveAmount"];
        };
        /** @description Exactly one of schemeCodes, and allSchemes being true. */
        readonly MandateInput: {
            readonly officialId: components["schemas"]["OfficialId"];
            readonly roleCode: components["schemas"]["Code"];
            readonly allSchemes?: boolean;
            readonly schemeCodes?: readonly components["schemas"]["SchemeCode"][];
            readonly startDate: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly ceilingAmount?: components["schemas"]["EuroCentPositiveAmount"];
        };
        readonly MandateRevocation: {
            readonly roleCode: components["schemas"]["Code"];
            /** @description First day on which the mandate no longer holds; today or later. */
            readonly startDate: components["schemas"]["Day"];
            readonly reason: components["schemas"]["Text"];
        };
        /** @description What a holder of mandates lets another official do for a time; it ends with the mandates that it rests on. */
        readonly Delegation: {
            readonly proposal: components["schemas"]["ProposalReference"];
            readonly holderId: components["schemas"]["OfficialId"];
            readonly delegateId: components["schemas"]["OfficialId"];
            readonly roleCodes: readonly components["schemas"]["Code"][];
            /** @description those of the holder */
            readonly allSchemes: boolean;
            readonly schemeCodes?: readonly components["schemas"]["SchemeCode"][];
            /** @description The holder's own where left out; where both have one, the lower holds. */
            readonly ceilingAmount?: components["schemas"]["EuroCentPositiveAmount"];
            readonly startDate: components["schemas"]["Day"];
            readonly endDate: components["schemas"]["Day"];
        };
        /** @description Exactly one of schemeCodes, and allSchemes being true. */
        readonly DelegationInput: {
            readonly delegateId: components["schemas"]["OfficialId"];
            readonly roleCodes: readonly components["schemas"]["Code"][];
            readonly allSchemes?: boolean;
            readonly schemeCodes?: readonly components["schemas"]["SchemeCode"][];
            readonly ceilingAmount?: components["schemas"]["EuroCentPositiveAmount"];
            readonly startDate: components["schemas"]["Day"];
            readonly endDate: components["schemas"]["Day"];
        };
        readonly DelegationRevocation: {
            readonly proposalId: components["schemas"]["Uuid"];
            /** @description First day on which the delegation no longer holds; today or later. */
            readonly startDate: components["schemas"]["Day"];
            readonly reason: components["schemas"]["Text"];
        };
        readonly HealthStatus: {
            /** @enum {string} */
            readonly status: "UP" | "DEGRADED" | "DOWN";
        };
        /** @description An OpenAPI 3.0 document. */
        readonly OpenApiDocument: Record<string, never>;
        readonly MonthRunInput: {
            readonly yearMonth: components["schemas"]["YearMonth"];
            /** @description Forms sent until this day; the last day of the month before where left out, and never later. */
            readonly sentThroughDate?: components["schemas"]["Day"];
        };
        readonly MonthRunApproval: {
            readonly proposalId: components["schemas"]["Uuid"];
        };
        readonly MonthRunPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["MonthRunItem"][];
        };
        /** @description Cut and totals are there once the cut is made. */
        readonly MonthRunItem: {
            readonly href: components["schemas"]["Link"];
            readonly yearMonth: components["schemas"]["YearMonth"];
            /** @description proposed, started or completed; see /refData/monthRunStates. */
            readonly stateCode: components["schemas"]["Code"];
            readonly sentThroughDate: components["schemas"]["Day"];
            readonly cutSequence?: components["schemas"]["Sequence"];
            readonly issueDate?: components["schemas"]["Day"];
            readonly statements?: components["schemas"]["Count"];
            readonly issuedStatements?: components["schemas"]["Count"];
            readonly items?: components["schemas"]["Count"];
            readonly net?: components["schemas"]["EuroCentAmount"];
            readonly payable?: components["schemas"]["EuroCentAmount"];
            readonly carriedForward?: components["schemas"]["EuroCentAmount"];
        };
        readonly MonthRun: components["schemas"]["Moment"] & components["schemas"]["MonthRunItem"] & {
            readonly version: components["schemas"]["Version"];
            readonly proposal?: components["schemas"]["ProposalReference"];
            readonly proposedBy?: components["schemas"]["OfficialId"];
            readonly due?: components["schemas"]["MonthRunDue"];
            readonly approvedBy?: components["schemas"]["OfficialId"];
            readonly startedAt?: components["schemas"]["Instant"];
        };
        /**
         * @description What the run would state when it was proposed. The ceiling of who approves is held against this or what is payable at the approval,
         *     whichever is more; and an approval is refused where it is no longer this.
         */
        readonly MonthRunDue: {
            readonly asOfSequence: components["schemas"]["Sequence"];
            readonly items: components["schemas"]["Count"];
            readonly net: components["schemas"]["EuroCentAmount"];
            readonly payable: components["schemas"]["EuroCentAmount"];
        };
        readonly MonthRunTotals: components["schemas"]["Moment"] & {
            readonly yearMonth: components["schemas"]["YearMonth"];
            readonly items: readonly components["schemas"]["MonthRunTotal"][];
        };
        /** @description Its `href` is the list of statements of the run. */
        readonly MonthRunTotal: {
            readonly href: components["schemas"]["Link"];
            readonly regionCode?: components["schemas"]["BelgianRegionCode"];
            readonly fundCode: components["schemas"]["FundCode"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly lawCode: components["schemas"]["LawCode"];
            readonly budgetArticleCode: components["schemas"]["BudgetArticleCode"];
            readonly basicAllocationCode: components["schemas"]["BasicAllocationCode"];
            readonly lineTypeCode: components["schemas"]["LineTypeCode"];
            /** @description How many CPAS. */
            readonly cpas: components["schemas"]["Count"];
            readonly items: components["schemas"]["Count"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
        };
        /** @description A party by id, with its label on the day of the answer. */
        readonly PartyReference: {
            readonly id: components["schemas"]["PartyId"];
            readonly href: components["schemas"]["Link"];
            readonly names?: components["schemas"]["LocalizedString"];
            readonly municipalityCode?: components["schemas"]["MunicipalityCode"];
        };
        readonly CpasPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["PartyItem"][];
        };
        readonly PartyPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["PartyItem"][];
        };
        readonly PartyItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["PartyId"];
            readonly kindCode?: components["schemas"]["Code"];
            readonly names: components["schemas"]["LocalizedString"];
            readonly municipalityCode?: components["schemas"]["MunicipalityCode"];
            readonly enterpriseNumber?: components["schemas"]["EnterpriseNumber"];
            readonly regionCode?: components["schemas"]["BelgianRegionCode"];
            readonly linguisticRegimeCode?: components["schemas"]["LinguisticRegimeCode"];
            readonly successor?: components["schemas"]["PartyReference"];
        };
        /** @description A party. Names, codes and account are those of the day `validOn`. */
        readonly Party: components["schemas"]["Moment"] & {
            readonly id: components["schemas"]["PartyId"];
            readonly href: components["schemas"]["Link"];
            readonly version: components["schemas"]["Version"];
            readonly kindCode: components["schemas"]["Code"];
            readonly names: components["schemas"]["LocalizedString"];
            readonly municipalityCode?: components["schemas"]["MunicipalityCode"];
            readonly enterpriseNumber?: components["schemas"]["EnterpriseNumber"];
            readonly iban?: components["schemas"]["Iban"];
            readonly regionCode?: components["schemas"]["BelgianRegionCode"];
            readonly linguisticRegimeCode: components["schemas"]["LinguisticRegimeCode"];
            readonly startDate: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly source?: components["schemas"]["Text"];
            readonly successor?: components["schemas"]["PartyReference"];
            /** @description Those whose rights and debts it has on the day, theirs included. */
            readonly predecessors: readonly components["schemas"]["PartyReference"][];
            readonly history: components["schemas"]["PartyHistory"];
        };
        /** @description Every dated attribute, by first day. */
        readonly PartyHistory: {
            readonly names: readonly components["schemas"]["DatedNames"][];
            readonly municipalityCodes: readonly components["schemas"]["DatedMunicipalityCode"][];
            readonly enterpriseNumbers: readonly components["schemas"]["DatedEnterpriseNumber"][];
            /** @description Approved accounts only. */
            readonly ibans: readonly components["schemas"]["DatedIban"][];
        };
        readonly DatedNames: {
            readonly startDate: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly names: components["schemas"]["LocalizedString"];
        };
        /** @description Without startDate, since before the party was registered. */
        readonly DatedMunicipalityCode: {
            readonly startDate?: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly municipalityCode: components["schemas"]["MunicipalityCode"];
        };
        readonly DatedEnterpriseNumber: {
            readonly startDate: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly enterpriseNumber: components["schemas"]["EnterpriseNumber"];
        };
        readonly DatedIban: {
            readonly startDate: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly iban: components["schemas"]["Iban"];
        };
        readonly CpasRegistration: {
            readonly names: components["schemas"]["LocalizedString"];
            readonly linguisticRegimeCode: components["schemas"]["LinguisticRegimeCode"];
            readonly regionCode: components["schemas"]["BelgianRegionCode"];
            readonly municipalityCode: components["schemas"]["MunicipalityCode"];
            /** @description Codes of before, each until its last day. */
            readonly formerMunicipalityCodes?: readonly components["schemas"]["FormerMunicipalityCode"][];
            readonly enterpriseNumber?: components["schemas"]["EnterpriseNumber"];
            readonly startDate: components["schemas"]["Day"];
            readonly source: components["schemas"]["Text"];
        };
        readonly FormerMunicipalityCode: {
            readonly municipalityCode: components["schemas"]["MunicipalityCode"];
            readonly endDate: components["schemas"]["Day"];
        };
        readonly CpasImport: {
            /** @description Changes up to this day; today where left out. */
            readonly endDate?: components["schemas"]["Day"];
        };
        /** @description At least one of names, municipalityCode and enterpriseNumber. */
        readonly CpasChangeInput: {
            readonly names?: components["schemas"]["LocalizedString"];
            readonly municipalityCode?: components["schemas"]["MunicipalityCode"];
            readonly enterpriseNumber?: components["schemas"]["EnterpriseNumber"];
            readonly startDate: components["schemas"]["Day"];
            readonly source: components["schemas"]["Text"];
        };
        readonly CpasChanges: components["schemas"]["Moment"] & {
            readonly version: components["schemas"]["Version"];
            readonly items: readonly components["schemas"]["CpasChange"][];
        };
        /** @description Its `href` is the entry of the audit trail. */
        readonly CpasChange: {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly recordedAt: components["schemas"]["Instant"];
            readonly names?: components["schemas"]["LocalizedString"];
            readonly municipalityCode?: components["schemas"]["MunicipalityCode"];
            readonly enterpriseNumber?: components["schemas"]["EnterpriseNumber"];
            readonly startDate: components["schemas"]["Day"];
            readonly source: components["schemas"]["Text"];
            readonly changedBy: components["schemas"]["OfficialId"];
        };
        readonly IbanInput: {
            readonly iban: components["schemas"]["Iban"];
            readonly startDate: components["schemas"]["Day"];
        };
        readonly IbanProposals: components["schemas"]["Moment"] & {
            readonly version: components["schemas"]["Version"];
            readonly items: readonly components["schemas"]["IbanProposal"][];
        };
        /** @description Its `href` is the proposal. */
        readonly IbanProposal: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["Uuid"];
            readonly stateCode: components["schemas"]["Code"];
            readonly iban: components["schemas"]["Iban"];
            readonly startDate: components["schemas"]["Day"];
            readonly proposedBy: components["schemas"]["OfficialId"];
            readonly approvedBy?: components["schemas"]["OfficialId"];
        };
        readonly SuccessionInput: {
            readonly successorId: components["schemas"]["PartyId"];
            /** @description First day on which the successor has the rights and debts. */
            readonly startDate: components["schemas"]["Day"];
            /** @description newEntity, absorbed or notKnown; see /refData/successionModes. */
            readonly modeCode: components["schemas"]["Code"];
            readonly source: components["schemas"]["Text"];
        };
        readonly SuccessionProposals: components["schemas"]["Moment"] & {
            readonly version: components["schemas"]["Version"];
            readonly items: readonly components["schemas"]["SuccessionProposal"][];
        };
        /** @description Its `href` is the proposal. */
        readonly SuccessionProposal: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["Uuid"];
            readonly stateCode: components["schemas"]["Code"];
            readonly successor: components["schemas"]["PartyReference"];
            readonly startDate: components["schemas"]["Day"];
            readonly modeCode: components["schemas"]["Code"];
            readonly source: components["schemas"]["Text"];
            readonly proposedBy: components["schemas"]["OfficialId"];
            readonly approvedBy?: components["schemas"]["OfficialId"];
        };
        /** @description A problem; clients go by `type`, never by the texts. */
        readonly Problem: {
            /** Format: uri */
            readonly type: string;
            readonly href?: components["schemas"]["Link"];
            /** @description in English */
            readonly title: string;
            /** Format: int32 */
            readonly status: number;
            /** @description in the language of `Content-Language` */
            readonly detail?: string;
            /**
             * Format: uri
             * @description `urn:uuid:` and the trace id of this answer
             */
            readonly instance?: string;
            /** @description of the problem `missingScope` */
            readonly requiredScopes?: readonly string[];
        };
        readonly InputProblem: components["schemas"]["Problem"] & {
            readonly issues: readonly components["schemas"]["Issue"][];
        };
        /** @description One thing that is wrong with the input. */
        readonly Issue: {
            /** Format: uri */
            readonly type: string;
            readonly href?: components["schemas"]["Link"];
            readonly title: string;
            readonly detail?: string;
            /** @enum {string} */
            readonly in?: "body" | "header" | "path" | "query";
            /** @description place of the input, such as rows[3].values */
            readonly name?: string;
            /** @description The input as it was sent, left out where it may be of a person. */
            readonly value?: unknown;
            /** @description the inputs that do not fit together */
            readonly inputs?: readonly components["schemas"]["IssueInput"][];
        };
        readonly IssueInput: {
            /** @enum {string} */
            readonly in: "body" | "header" | "path" | "query";
            readonly name: string;
            /** @description The input as it was sent. */
            readonly value?: unknown;
        };
        readonly RefusalProblem: components["schemas"]["Problem"] & {
            readonly facts?: components["schemas"]["Facts"];
        };
        readonly VersionProblem: components["schemas"]["Problem"] & {
            readonly currentVersion: components["schemas"]["Version"];
        };
        readonly SizeProblem: components["schemas"]["Problem"] & {
            /**
             * Format: int64
             * @description bytes
             */
            readonly limit: number;
        };
        readonly UnavailableProblem: components["schemas"]["Problem"] & {
            /** @description of the command whose outcome is not known */
            readonly commandId?: string;
            /** Format: int32 */
            readonly retryAfterSec?: number;
        };
        readonly ProposalReference: {
            readonly id: components["schemas"]["Uuid"];
            readonly href: components["schemas"]["Link"];
        };
        readonly ProposalPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["ProposalItem"][];
        };
        readonly ProposalItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["Uuid"];
            readonly kindCode: components["schemas"]["Code"];
            readonly stateCode: components["schemas"]["Code"];
            readonly proposedBy: components["schemas"]["OfficialId"];
            readonly sequence: components["schemas"]["Sequence"];
            /** @description How many parts it has; of one that waits, how many parts wait. */
            readonly parts: components["schemas"]["Count"];
        };
        readonly Proposal: components["schemas"]["Moment"] & {
            readonly id: components["schemas"]["Uuid"];
            readonly href: components["schemas"]["Link"];
            readonly version: components["schemas"]["Version"];
            /** @description mandate, delegation, iban, succession, share, rulebook, statementRun or redetermination; see /refData/proposalKinds. */
            readonly kindCode: components["schemas"]["Code"];
            /** @description pending, approved, withdrawn or overtaken; see /refData/proposalStates. */
            readonly stateCode: components["schemas"]["Code"];
            readonly proposedBy: components["schemas"]["OfficialId"];
            readonly approvedBy?: components["schemas"]["OfficialId"];
            readonly parts: readonly components["schemas"]["ProposalPart"][];
        };
        /**
         * @description What whoever approves it must see, in the property of its kind: `mandate`, `delegation`, `account`, `succession`, `share`,
         *     `ruleChanges`, `monthRun` or `redetermination`. What holds now is that of the moment of the answer; of an approved part, that
         *     of just before its approval.
         */
        readonly ProposalPart: {
            /** @description Official, party, CPAS and year, scheme or month, by the kind of the proposal. */
            readonly key: string;
            /** @description The document that it changes. */
            readonly href?: components["schemas"]["Link"];
            readonly stateCode: components["schemas"]["Code"];
            /** @description One line for the second official, in English. */
            readonly summary: components["schemas"]["Text"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly mandate?: components["schemas"]["Mandate"];
            readonly delegation?: components["schemas"]["Delegation"];
            readonly account?: components["schemas"]["ProposedAccount"];
            readonly succession?: components["schemas"]["ProposedSuccession"];
            readonly share?: components["schemas"]["ProposedShare"];
            /** @description The rows that the approval makes differ from what holds now, by parameter and first day. */
            readonly ruleChanges?: readonly components["schemas"]["RuleChange"][];
            readonly monthRun?: components["schemas"]["ProposedMonthRun"];
            readonly redetermination?: components["schemas"]["ProposedRedetermination"];
        };
        /** @description One row. `ended` holds on fewer days than before or is no longer law, its figures as they were; also of rows that end because the next one begins. */
        readonly RuleChange: {
            readonly href: components["schemas"]["Link"];
            /** @description added, changed or ended; see /refData/ruleChanges. */
            readonly changeCode: components["schemas"]["Code"];
            readonly parameterId: components["schemas"]["ParameterId"];
            /** @description First day of the row; left out where it holds since ever. */
            readonly startDate?: components["schemas"]["Day"];
            readonly fields: readonly components["schemas"]["FieldChange"][];
        };
        /** @description A field that differs; `oldValue` is left out where the row did not have it, `newValue` where it no longer has it. */
        readonly FieldChange: {
            /** @description As in the row of law, such as values.cat1Month or legalReference; endDate is the last day on which the row holds, named in it or not. */
            readonly name: string;
            readonly oldValue?: components["schemas"]["FieldText"];
            readonly newValue?: components["schemas"]["FieldText"];
        };
        readonly FieldText: string;
        readonly ProposedAccount: {
            readonly party: components["schemas"]["PartyReference"];
            readonly iban: components["schemas"]["Iban"];
            readonly startDate: components["schemas"]["Day"];
            /** @description The approved account on that day; left out where there is none. */
            readonly presentIban?: components["schemas"]["Iban"];
        };
        readonly ProposedSuccession: {
            readonly party: components["schemas"]["PartyReference"];
            readonly successor: components["schemas"]["PartyReference"];
            readonly startDate: components["schemas"]["Day"];
            readonly modeCode: components["schemas"]["Code"];
            readonly source: components["schemas"]["Text"];
        };
        /** @description The share with the counts it follows from; `presentShare` is the one that the approval replaces. */
        readonly ProposedShare: {
            readonly cpas: components["schemas"]["PartyReference"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly year: components["schemas"]["Year"];
            readonly share: components["schemas"]["Rate"];
            readonly presentShare?: components["schemas"]["Rate"];
            /** @description Of the year before. */
            readonly previousShare?: components["schemas"]["Rate"];
            readonly statusCode: components["schemas"]["Code"];
            readonly basisCode: components["schemas"]["Code"];
            readonly counts: readonly components["schemas"]["BeneficiaryCount"][];
            readonly countedParties: readonly components["schemas"]["PartyReference"][];
            readonly policies?: readonly components["schemas"]["PolicyUse"][];
            readonly ruleVersion?: components["schemas"]["RuleVersion"];
            readonly legalReference: components["schemas"]["Text"];
            readonly source: components["schemas"]["Text"];
        };
        /** @description What the run states, as of `dueSequence`; without amounts where the proposal did not keep them. */
        readonly ProposedMonthRun: {
            readonly yearMonth: components["schemas"]["YearMonth"];
            readonly sentThroughDate: components["schemas"]["Day"];
            readonly dueSequence?: components["schemas"]["Sequence"];
            readonly items?: components["schemas"]["Count"];
            readonly net?: components["schemas"]["EuroCentAmount"];
            readonly payable?: components["schemas"]["EuroCentAmount"];
        };
        readonly ProposedRedetermination: {
            readonly href: components["schemas"]["Link"];
            readonly lines: components["schemas"]["Count"];
            readonly netBefore: components["schemas"]["EuroCentAmount"];
            readonly netAfter: components["schemas"]["EuroCentAmount"];
        };
        /** @description Which lines are looked at; those that come out otherwise get another version. */
        readonly RedeterminationInput: {
            readonly schemeCode: components["schemas"]["SchemeCode"];
            /** @description rules (with parameterIds), shares or stale; see /refData/redeterminationBases. */
            readonly basisCode: components["schemas"]["Code"];
            /** @description Rules whose rows changed. */
            readonly parameterIds?: readonly components["schemas"]["ParameterId"][];
            /** @description Only the lines of these CPAS, who have the file or had it in the month; all where left out. */
            readonly cpasIds?: readonly components["schemas"]["PartyId"][];
            readonly startMonth?: components["schemas"]["YearMonth"];
            readonly endMonth?: components["schemas"]["YearMonth"];
        };
        readonly RedeterminationApproval: {
            /** @description Of the preview that was looked at. Lines are determined as it says and no other way. */
            readonly digest: components["schemas"]["Hash"];
        };
        readonly RedeterminationPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["RedeterminationItem"][];
        };
        readonly RedeterminationItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["Uuid"];
            /** @description proposed, approved, completed or withdrawn; see /refData/redeterminationStates. */
            readonly stateCode: components["schemas"]["Code"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly basisCode: components["schemas"]["Code"];
            readonly parameterIds?: readonly components["schemas"]["ParameterId"][];
            readonly cpasIds?: readonly components["schemas"]["PartyId"][];
            readonly startMonth?: components["schemas"]["YearMonth"];
            readonly endMonth?: components["schemas"]["YearMonth"];
            readonly proposedBy: components["schemas"]["OfficialId"];
            readonly proposedDate: components["schemas"]["Day"];
        };
        /** @description `previewSequence` is what the preview is of: rules, shares and lines alike. */
        readonly Redetermination: components["schemas"]["Moment"] & components["schemas"]["RedeterminationItem"] & {
            readonly version: components["schemas"]["Version"];
            readonly previewSequence: components["schemas"]["Sequence"];
            readonly digest: components["schemas"]["Hash"];
            readonly preview: components["schemas"]["ResultReference"];
            /** @description From the approval until all lines are worked off. */
            readonly progress?: components["schemas"]["Progress"];
            readonly approvedBy?: components["schemas"]["OfficialId"];
            readonly withdrawnBy?: components["schemas"]["OfficialId"];
            readonly outcome?: components["schemas"]["RedeterminationOutcome"];
        };
        /** @description What it came to, once it is completed. */
        readonly RedeterminationOutcome: {
            /** @description How many lines got another version. */
            readonly lines: components["schemas"]["Count"];
            /** @description Sum of the differences. */
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
            /** @description Lines of the preview that got none, since something changed them after it. */
            readonly overtaken: components["schemas"]["Count"];
            readonly refused: readonly components["schemas"]["RefusedMonths"][];
        };
        /** @description Months that cannot be determined again, by reason. */
        readonly RefusedMonths: {
            readonly refusalCode: components["schemas"]["RefusalCode"];
            readonly months: components["schemas"]["Count"];
        };
        readonly RedeterminationPreview: components["schemas"]["CursorPage"] & {
            readonly href: components["schemas"]["Link"];
            readonly previewSequence: components["schemas"]["Sequence"];
            /** @description Over the digests of all items, in their order. */
            readonly digest: components["schemas"]["Hash"];
            readonly items: readonly components["schemas"]["RedeterminationPreviewItem"][];
        };
        /**
         * @description The lines of one CPAS that come out otherwise, as they stand and as they come out. Its `href` is the question for this CPAS alone;
         *     `details` are the lines.
         */
        readonly RedeterminationPreviewItem: {
            readonly href: components["schemas"]["Link"];
            readonly details: components["schemas"]["ResultReference"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly lines: components["schemas"]["Count"];
            readonly grossBefore: components["schemas"]["EuroCentAmount"];
            readonly grossAfter: components["schemas"]["EuroCentAmount"];
            readonly netBefore: components["schemas"]["EuroCentAmount"];
            readonly netAfter: components["schemas"]["EuroCentAmount"];
            readonly refused: readonly components["schemas"]["RefusedMonths"][];
            readonly digest: components["schemas"]["Hash"];
        };
        readonly RedeterminationLines: components["schemas"]["CursorPage"] & {
            readonly previewSequence: components["schemas"]["Sequence"];
            readonly items: readonly components["schemas"]["RedeterminationLine"][];
        };
        /** @description A line that comes out otherwise, with its amounts; or a month that cannot be determined again, with the reason. */
        readonly RedeterminationLine: {
            readonly href: components["schemas"]["Link"];
            readonly dossier: components["schemas"]["DossierReference"];
            readonly referenceMonth: components["schemas"]["YearMonth"];
            /**
             * @description waiting to be approved or worked off; determined by this redetermination; overtaken by what changed the line or the rules after
             *     the preview; refused where the rules do not reach. See /refData/redeterminationLineStates.
             */
            readonly stateCode: components["schemas"]["Code"];
            readonly refusalCode?: components["schemas"]["RefusalCode"];
            readonly lineKey?: components["schemas"]["LineKey"];
            readonly replacesVersion?: components["schemas"]["LineVersionNumber"];
            /** @description The version that this redetermination made. */
            readonly version?: components["schemas"]["LineVersionNumber"];
            readonly grossBefore?: components["schemas"]["EuroCentAmount"];
            readonly grossAfter?: components["schemas"]["EuroCentAmount"];
            readonly netBefore?: components["schemas"]["EuroCentAmount"];
            readonly netAfter?: components["schemas"]["EuroCentAmount"];
            /** @description By budget article, as they come on the next statement. */
            readonly differences?: readonly components["schemas"]["Difference"][];
            /** @description Of the version that this redetermination made. */
            readonly explanation?: components["schemas"]["ResultReference"];
        };
        readonly RefDataLists: {
            readonly items: readonly components["schemas"]["RefDataListReference"][];
        };
        readonly RefDataListReference: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["Code"];
            readonly label: components["schemas"]["LocalizedString"];
        };
        readonly RefDataList: {
            readonly id: components["schemas"]["Code"];
            readonly label?: components["schemas"]["LocalizedString"];
            readonly items: readonly components["schemas"]["RefDataCode"][];
        };
        readonly RefDataCode: {
            readonly href: components["schemas"]["Link"];
            readonly code: string;
            readonly label: components["schemas"]["LocalizedString"];
            readonly description?: components["schemas"]["LocalizedString"];
            /**
             * Format: int32
             * @description HTTP status, of a problem type
             */
            readonly status?: number;
        };
        readonly Rulebooks: components["schemas"]["Moment"] & {
            readonly items: readonly components["schemas"]["RulebookItem"][];
        };
        readonly RulebookItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["SchemeCode"];
            readonly label: components["schemas"]["LocalizedString"];
            /** @description How many rows are approved. */
            readonly rows: components["schemas"]["Count"];
        };
        readonly Rulebook: components["schemas"]["Moment"] & {
            readonly id: components["schemas"]["SchemeCode"];
            readonly href: components["schemas"]["Link"];
            readonly version: components["schemas"]["Version"];
            readonly rows: readonly components["schemas"]["ApprovedRuleRow"][];
        };
        /** @description Such as ris.amount, ris.index or policy.proration; docs/rulebook.md says what each one means. */
        readonly ParameterId: string;
        /** @description One dated row of law. It replaces the approved row with the same parameter and first day. */
        readonly RuleRow: {
            readonly parameterId: components["schemas"]["ParameterId"];
            /** @description First day; left out where the start is not known and the row holds since ever. */
            readonly startDate?: components["schemas"]["Day"];
            /** @description Last day; left out where it holds until the next row of the parameter. */
            readonly endDate?: components["schemas"]["Day"];
            readonly values: components["schemas"]["RuleValues"];
            readonly legalReference: components["schemas"]["Text"];
            /** @description announced, adopted, published, lapsed, suspended or annulled; see /refData/ruleStatuses. */
            readonly statusCode: components["schemas"]["Code"];
            /** @description confirmed, uncertain or notFound; see /refData/certainties. */
            readonly certaintyCode: components["schemas"]["Code"];
            readonly payableFromDate?: components["schemas"]["Day"];
            readonly lastCheckedDate: components["schemas"]["Day"];
            readonly source: components["schemas"]["Text"];
        };
        /** @description Figures as decimal text, or codes, by name; empty where what holds was looked for and not found. */
        readonly RuleValues: {
            readonly [key: string]: string;
        };
        /** @description A row with the sequence of its approval. */
        readonly ApprovedRuleRow: components["schemas"]["RuleRow"] & {
            readonly href: components["schemas"]["Link"];
            readonly sequence: components["schemas"]["Sequence"];
        };
        readonly RulesInput: {
            readonly rows?: readonly components["schemas"]["RuleRow"][];
        };
        readonly SharePage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["Share"][];
        };
        readonly CpasShares: components["schemas"]["Moment"] & {
            readonly version: components["schemas"]["Version"];
            readonly items: readonly components["schemas"]["Share"][];
        };
        /** @description An approved share; `sequence` is that of the approval. */
        readonly Share: {
            readonly href: components["schemas"]["Link"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly year: components["schemas"]["Year"];
            readonly share: components["schemas"]["Rate"];
            /** @description provisional or final. */
            readonly statusCode: components["schemas"]["Code"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly legalReference: components["schemas"]["Text"];
        };
        /** @description A share with all it came from; without counts where it was notified and not computed. */
        readonly ShareDetermination: components["schemas"]["Moment"] & components["schemas"]["Share"] & {
            readonly version: components["schemas"]["Version"];
            /** @description standard, threshold500, threshold1000, growthTooSmall, steppedDown, stepDownShielded or given; see /refData/shareBases. */
            readonly basisCode: components["schemas"]["Code"];
            readonly counts: readonly components["schemas"]["BeneficiaryCount"][];
            readonly countedParties: readonly components["schemas"]["PartyReference"][];
            readonly previousShare?: components["schemas"]["Rate"];
            readonly policies: readonly components["schemas"]["PolicyUse"][];
            readonly ruleVersion: components["schemas"]["RuleVersion"];
            readonly source: components["schemas"]["Text"];
            readonly proposal?: components["schemas"]["ProposalReference"];
            readonly proposedBy: components["schemas"]["OfficialId"];
            readonly approvedBy: components["schemas"]["OfficialId"];
        };
        /** @description Version of the code that applied the rule, such as ris-share@1. */
        readonly RuleVersion: string;
        /** @description A monthly average with at most two decimals, without trailing zeros. */
        readonly Average: string;
        readonly BeneficiaryCount: {
            readonly year: components["schemas"]["Year"];
            readonly average: components["schemas"]["Average"];
        };
        /** @description Exactly one of counts and shares. */
        readonly ShareImport: {
            readonly year: components["schemas"]["Year"];
            /** @description provisional or final. */
            readonly statusCode: components["schemas"]["Code"];
            readonly source: components["schemas"]["Text"];
            readonly counts?: readonly components["schemas"]["CpasCount"][];
            readonly shares?: readonly components["schemas"]["NotifiedShare"][];
        };
        /** @description Of the CPAS that had the code in December of the year counted. */
        readonly CpasCount: {
            readonly municipalityCode: components["schemas"]["MunicipalityCode"];
            readonly year: components["schemas"]["Year"];
            readonly average: components["schemas"]["Average"];
        };
        /** @description Of the CPAS that has the code when the year of the import begins. */
        readonly NotifiedShare: {
            readonly municipalityCode: components["schemas"]["MunicipalityCode"];
            readonly share: components["schemas"]["Rate"];
        };
        /** @description What was recorded, and what became of each part. The version is that of the proposal. */
        readonly TallyReceipt: components["schemas"]["Receipt"] & components["schemas"]["Tally"];
        /** @description Id of the CPAS, a hyphen, and the number that is printed on the statement. */
        readonly StatementId: string;
        readonly StatementReference: {
            readonly id: components["schemas"]["StatementId"];
            readonly href: components["schemas"]["Link"];
            readonly number?: components["schemas"]["Count"];
        };
        readonly StatementPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["StatementItem"][];
        };
        /** @description opening + movements = payable + closing. */
        readonly StatementItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["StatementId"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly number: components["schemas"]["Count"];
            readonly yearMonth: components["schemas"]["YearMonth"];
            readonly issueDate: components["schemas"]["Day"];
            /** @description How many lines it has. */
            readonly items: components["schemas"]["Count"];
            readonly opening: components["schemas"]["EuroCentAmount"];
            readonly movements: components["schemas"]["EuroCentAmount"];
            readonly payable: components["schemas"]["EuroCentAmount"];
            readonly closing: components["schemas"]["EuroCentAmount"];
        };
        readonly Statement: components["schemas"]["Moment"] & components["schemas"]["StatementItem"] & {
            readonly version: components["schemas"]["Version"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly cutSequence: components["schemas"]["Sequence"];
            readonly sentThroughDate: components["schemas"]["Day"];
            readonly linguisticRegimeCode: components["schemas"]["LinguisticRegimeCode"];
            readonly regionCode?: components["schemas"]["BelgianRegionCode"];
            /** @description Merkle root over the lines in their order. */
            readonly itemRoot: components["schemas"]["Hash"];
            readonly funds: readonly components["schemas"]["FundTotal"][];
            readonly articles: readonly components["schemas"]["Movement"][];
            readonly lines: components["schemas"]["ResultReference"];
            readonly proof: components["schemas"]["ResultReference"];
        };
        /** @description opening + movements = payable + closing; what is negative is carried forward. */
        readonly FundTotal: {
            readonly fundCode: components["schemas"]["FundCode"];
            readonly opening: components["schemas"]["EuroCentAmount"];
            readonly movements: components["schemas"]["EuroCentAmount"];
            readonly payable: components["schemas"]["EuroCentAmount"];
            readonly closing: components["schemas"]["EuroCentAmount"];
        };
        /** @description The lines of a statement summed by every dimension of the books. */
        readonly Movement: {
            readonly fundCode: components["schemas"]["FundCode"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly lawCode: components["schemas"]["LawCode"];
            readonly budgetArticleCode: components["schemas"]["BudgetArticleCode"];
            readonly basicAllocationCode: components["schemas"]["BasicAllocationCode"];
            readonly lineTypeCode: components["schemas"]["LineTypeCode"];
            readonly referenceYear: components["schemas"]["Year"];
            readonly budgetYear: components["schemas"]["Year"];
            readonly items: components["schemas"]["Count"];
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
        };
        readonly StatementLinePage: components["schemas"]["CursorPage"] & {
            readonly items: readonly components["schemas"]["StatementLine"][];
        };
        /** @description The difference of one version of a line on one budget article; its `href` explains it. */
        readonly StatementLine: {
            readonly href: components["schemas"]["Link"];
            readonly position: components["schemas"]["Count"];
            readonly dossier: components["schemas"]["DossierReference"];
            readonly fileNumber: components["schemas"]["FileNumber"];
            readonly lineKey: components["schemas"]["LineKey"];
            readonly referenceMonth: components["schemas"]["YearMonth"];
            readonly version: components["schemas"]["LineVersionNumber"];
            readonly replacesVersion: components["schemas"]["Count"];
            readonly sequence: components["schemas"]["Sequence"];
            readonly formReference: components["schemas"]["FormReferenceText"];
            readonly startDate?: components["schemas"]["Day"];
            readonly endDate?: components["schemas"]["Day"];
            readonly fundCode: components["schemas"]["FundCode"];
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly lawCode: components["schemas"]["LawCode"];
            readonly budgetArticleCode: components["schemas"]["BudgetArticleCode"];
            readonly basicAllocationCode: components["schemas"]["BasicAllocationCode"];
            readonly lineTypeCode: components["schemas"]["LineTypeCode"];
            readonly budgetYear: components["schemas"]["Year"];
            /** @description What this statement adds or takes back. */
            readonly gross: components["schemas"]["EuroCentAmount"];
            readonly net: components["schemas"]["EuroCentAmount"];
            /** @description The version's own amount on this article. */
            readonly versionGross: components["schemas"]["EuroCentAmount"];
            readonly versionNet: components["schemas"]["EuroCentAmount"];
            readonly terms: readonly components["schemas"]["StatementTerm"][];
        };
        readonly StatementTerm: {
            readonly componentCode: components["schemas"]["Code"];
            readonly rate: components["schemas"]["Rate"];
            readonly amount: components["schemas"]["EuroCentAmount"];
        };
        readonly StatementProof: components["schemas"]["CursorPage"] & {
            readonly href: components["schemas"]["Link"];
            readonly statement: components["schemas"]["StatementReference"];
            readonly itemRoot: components["schemas"]["Hash"];
            readonly itemCount: components["schemas"]["Count"];
            readonly sequence: components["schemas"]["Sequence"];
            /** @description Leaf that seals the issuing of the statement in the log. */
            readonly leafHash: components["schemas"]["Hash"];
            readonly items: readonly components["schemas"]["StatementLeaf"][];
        };
        readonly StatementLeaf: {
            readonly href: components["schemas"]["Link"];
            readonly position: components["schemas"]["Count"];
            readonly leafHash: components["schemas"]["Hash"];
            /** @description The line as it is sealed, RFC 8785 JSON. */
            readonly sealedText: string;
        };
        readonly SubmissionPage: components["schemas"]["OffsetPage"] & {
            readonly items: readonly components["schemas"]["SubmissionItem"][];
        };
        /** @description The counts are there once the file was read to its end; lines = accepted + unchanged + refused. */
        readonly SubmissionItem: {
            readonly href: components["schemas"]["Link"];
            readonly id: components["schemas"]["Uuid"];
            /** @description processing or completed; see /refData/submissionStates. */
            readonly stateCode: components["schemas"]["Code"];
            readonly receivedAt: components["schemas"]["Instant"];
            readonly receivedBy: components["schemas"]["OfficialId"];
            readonly bytes: components["schemas"]["Count"];
            readonly lines?: components["schemas"]["Count"];
            readonly accepted?: components["schemas"]["Count"];
            readonly unchanged?: components["schemas"]["Count"];
            readonly refused?: components["schemas"]["Count"];
        };
        readonly Submission: components["schemas"]["Moment"] & components["schemas"]["SubmissionItem"] & {
            readonly version: components["schemas"]["Version"];
            /** @description ndjson or csv. */
            readonly formatCode: components["schemas"]["Code"];
            readonly outcomeList?: components["schemas"]["ResultReference"];
        };
        /**
         * @description `recorded` by this submission; `replayed`: the same form was recorded before; `unchanged`: what it says stands already;
         *     `refused`: nothing was recorded.
         * @enum {string}
         */
        readonly LineOutcome: "recorded" | "replayed" | "unchanged" | "refused";
        readonly SubmissionLinePage: components["schemas"]["CursorPage"] & {
            readonly items: readonly components["schemas"]["SubmissionLine"][];
        };
        readonly SubmissionLine: {
            readonly href: components["schemas"]["Link"];
            readonly line: components["schemas"]["Count"];
            readonly formReference?: components["schemas"]["FormReferenceText"];
            readonly outcome: components["schemas"]["LineOutcome"];
            readonly dossier?: components["schemas"]["DossierReference"];
            /** @description All that is wrong with a refused line. */
            readonly problems: readonly components["schemas"]["LineProblem"][];
        };
        /** @description Never repeats what the line says, which may name a person. */
        readonly LineProblem: {
            readonly refusalCode: components["schemas"]["RefusalCode"];
            /** @description The field as the format names it; left out where it is the line or the file. */
            readonly field?: string;
            readonly rule: string;
        };
        /** @description The sender's own reference of a form. */
        readonly FormReferenceText: string;
        readonly Simulation: components["schemas"]["Moment"] & {
            readonly throughMonth: components["schemas"]["YearMonth"];
            readonly lines: readonly components["schemas"]["SimulatedLine"][];
        };
        readonly SimulatedLine: {
            readonly line: components["schemas"]["Count"];
            readonly formReference?: components["schemas"]["FormReferenceText"];
            readonly outcome: components["schemas"]["LineOutcome"];
            /** @description What would be recorded, then the months that would fall due. */
            readonly effects: readonly components["schemas"]["SimulatedEffect"][];
            /** @description Why the line is refused, or why none of the months due could be determined. */
            readonly problems: readonly components["schemas"]["LineProblem"][];
        };
        /** @description Exactly one of openedDossier, decision and determination. */
        readonly SimulatedEffect: {
            /** @description dossierOpened, decisionRecorded, requestRefused, decisionWithdrawn, formCRegularized or lineDetermined. */
            readonly kindCode: components["schemas"]["Code"];
            readonly dossierId: components["schemas"]["DossierId"];
            readonly openedDossier?: components["schemas"]["OpenedDossier"];
            readonly decision?: components["schemas"]["Decision"];
            readonly determination?: components["schemas"]["Determination"];
        };
        readonly OpenedDossier: {
            readonly schemeCode: components["schemas"]["SchemeCode"];
            readonly cpas: components["schemas"]["PartyReference"];
            readonly openedByMunicipalityCode: components["schemas"]["MunicipalityCode"];
            readonly fileNumber: components["schemas"]["FileNumber"];
        };
    };
    responses: {
        /** @description The document is still the one that the client has. */
        readonly NotModified: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description The request is not well formed or breaks a rule that does not depend on what is recorded. Every issue is listed.
         *     Type `urn:problem-type:belgif:badRequest`.
         */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["InputProblem"];
            };
        };
        /** @description Nothing stands under this id. Type `urn:problem-type:belgif:resourceNotFound`. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["InputProblem"];
            };
        };
        /**
         * @description Well formed, and refused by what is recorded. Type `urn:problem-type:miis:fundingFlows:` and a code of
         *     /refData/refusalCodes, such as `invalidState`, `idempotencyKeyReused` or `runAlreadyStarted`.
         */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["RefusalProblem"];
            };
        };
        /**
         * @description The document is no longer the one of `If-Match`: read it again and decide anew.
         *     Type `urn:problem-type:miis:fundingFlows:versionMismatch`.
         */
        readonly PreconditionFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["VersionProblem"];
            };
        };
        /** @description The body is larger than this operation takes. Type `urn:problem-type:belgif:payloadTooLarge`. */
        readonly PayloadTooLarge: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["SizeProblem"];
            };
        };
        /**
         * @description Type `urn:problem-type:miis:fundingFlows:outcomeUnknown`: the request may or may not have been recorded; the same one with
         *     the same key gives the final answer. Type `urn:problem-type:belgif:serviceUnavailable`: nothing was recorded.
         */
        readonly Unavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["UnavailableProblem"];
            };
        };
        /** @description Any other problem, such as a missing token (401), scope or mandate (403), or a fault of the service (500). */
        readonly Default: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
         * @example 2025-02-28T12:00:00.000Z
         */
        readonly AsOf: components["schemas"]["Instant"];
        /**
         * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
         * @example 481236
         */
        readonly AsOfSequence: components["schemas"]["Sequence"];
        /**
         * @description The day on which it applied.
         * @example 2025-01-01
         */
        readonly ValidOn: components["schemas"]["Day"];
        /** @description Number of the page, from 1. */
        readonly Page: number;
        /** @description Items a page. */
        readonly PageSize: number;
        /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
        readonly AfterLine: components["schemas"]["Cursor"];
        /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
        readonly AfterDossier: components["schemas"]["Cursor"];
        /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
        readonly AfterPosting: components["schemas"]["Cursor"];
        /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
        readonly AfterItem: components["schemas"]["Cursor"];
        /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
        readonly AfterEntry: components["schemas"]["Cursor"];
        /** @description First day, included. */
        readonly StartDate: components["schemas"]["Day"];
        /** @description Last day, included. */
        readonly EndDate: components["schemas"]["Day"];
        /** @description Only of this CPAS and of those whose rights and debts it has. */
        readonly CpasFilter: components["schemas"]["PartyId"];
        /** @description Only of this scheme. */
        readonly SchemeFilter: components["schemas"]["SchemeCode"];
        /**
         * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
         * @example "7"
         */
        readonly IfMatch: components["schemas"]["EntityTag"];
        /**
         * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
         * @example "7"
         */
        readonly IfNoneMatch: string;
        /**
         * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
         * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
         */
        readonly IdempotencyKey: components["schemas"]["Uuid"];
        /**
         * @description Id of the CPAS, which outlives its municipality codes.
         * @example cpas-4c6d2f0a9b1e
         */
        readonly CpasId: components["schemas"]["PartyId"];
        /**
         * @description Id of the party.
         * @example cpas-4c6d2f0a9b1e
         */
        readonly PartyId: components["schemas"]["PartyId"];
        /**
         * @description Code of the scheme, see /refData/schemes.
         * @example RIS
         */
        readonly SchemeCode: components["schemas"]["SchemeCode"];
        /** @description Id of the proposal. */
        readonly ProposalId: components["schemas"]["Uuid"];
        /** @description Id of the submission; it follows from the content of the file. */
        readonly SubmissionId: components["schemas"]["Uuid"];
        /** @description Id of the dossier. */
        readonly DossierId: components["schemas"]["DossierId"];
        /**
         * @description Key of the line in its dossier.
         * @example 2025-01
         */
        readonly LineKey: components["schemas"]["LineKey"];
        /**
         * @description CPAS and number of the statement.
         * @example cpas-4c6d2f0a9b1e-12
         */
        readonly StatementId: components["schemas"]["StatementId"];
        /**
         * @description Month of the run.
         * @example 2025-02
         */
        readonly RunMonth: components["schemas"]["YearMonth"];
        /** @description Id of the redetermination. */
        readonly RedeterminationId: components["schemas"]["Uuid"];
        /**
         * @description Id of the official.
         * @example official-17
         */
        readonly OfficialId: components["schemas"]["OfficialId"];
        /**
         * @description Id of the task. It follows from the client, the operation and the idempotency key. A node that does not run the task answers
         *     from what is recorded: done where the result is there, failed with `taskNotRunning` where the work was begun, else 404. The same
         *     POST with the same key goes on with it.
         */
        readonly TaskId: components["schemas"]["Uuid"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Version of the document in quotation marks, a strong validator.
         * @example "7"
         */
        readonly ETag: components["schemas"]["EntityTag"];
        /** @description A strong validator of a text that changes with releases only. */
        readonly ContentTag: string;
        /** @description Absolute URL of what was made, of the task, or of its result. */
        readonly Location: components["schemas"]["Link"];
        /** @description Present, and true, where the answer is that to an earlier request with the same key. */
        readonly IdempotencyReplayed: boolean;
        /** @description Seconds after which to ask again. */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listAuditTrail: {
        readonly parameters: {
            readonly query?: {
                /** @description Only by this official. */
                readonly officialId?: components["schemas"]["OfficialId"];
                /** @description Only of this CPAS, as the event names it. */
                readonly cpasId?: components["schemas"]["PartyId"];
                /**
                 * @description Only of this type; docs/events.md lists them.
                 * @example StatementIssued
                 */
                readonly eventType?: components["schemas"]["EventType"];
                /** @description Only of this record, as entries name it. */
                readonly recordId?: components["schemas"]["RecordId"];
                /** @description This entry alone. */
                readonly sequence?: components["schemas"]["Sequence"];
                /** @description First day, included. */
                readonly startDate?: components["parameters"]["StartDate"];
                /** @description Last day, included. */
                readonly endDate?: components["parameters"]["EndDate"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterEntry?: components["parameters"]["AfterEntry"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of recording. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly queryAuditTrail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuditQuery"];
            };
        };
        readonly responses: {
            /** @description In the order of recording; `afterEntry` of the answer, where it is there, asks for what follows. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditQueryResult"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listRefusals: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this reason. */
                readonly refusalCode?: components["schemas"]["RefusalCode"];
                /** @description Only of this field. */
                readonly field?: string;
                /** @description First day, included. */
                readonly startDate?: components["parameters"]["StartDate"];
                /** @description Last day, included. */
                readonly endDate?: components["parameters"]["EndDate"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Of the files received in the period, the most frequent first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefusalPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listStaleDecisions: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this CPAS and of those whose rights and debts it has. */
                readonly cpasId?: components["parameters"]["CpasFilter"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By CPAS and sequence. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StaleDecisionPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listBalances: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this party, a CPAS or another. */
                readonly partyId?: components["schemas"]["PartyId"];
                /** @description Only of this fund. */
                readonly fundCode?: components["schemas"]["FundCode"];
                /** @description Only of this scheme. */
                readonly schemeCode?: components["parameters"]["SchemeFilter"];
                /** @description Only of months of this year. */
                readonly referenceYear?: components["schemas"]["Year"];
                /** @description Only of this year of the State budget. */
                readonly budgetYear?: components["schemas"]["Year"];
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By party and dimensions; without `validOn` of every day. Rows of nothing but zeros are left out. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BalancePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readTrialBalance: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By fund. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrialBalance"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listPostings: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterPosting?: components["parameters"]["AfterPosting"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of recording. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PostingPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listOpenItems: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this CPAS and of those whose rights and debts it has. */
                readonly cpasId?: components["parameters"]["CpasFilter"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterItem?: components["parameters"]["AfterItem"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of recording. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenItemPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listLostAmounts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this CPAS and of those whose rights and debts it has. */
                readonly cpasId?: components["parameters"]["CpasFilter"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The largest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LostAmountPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listDossiers: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this CPAS and of those whose rights and debts it has. */
                readonly cpasId?: components["parameters"]["CpasFilter"];
                /** @description Only of this scheme. */
                readonly schemeCode?: components["parameters"]["SchemeFilter"];
                /**
                 * @description The CPAS's own number of the file, however it is written.
                 * @example 0012-A
                 */
                readonly fileNumber?: components["schemas"]["FileNumber"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterDossier?: components["parameters"]["AfterDossier"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DossierPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly queryDossiers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DossierQuery"];
            };
        };
        readonly responses: {
            /** @description At most the hundred dossiers that were opened last. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DossierQueryResult"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readDossier: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @description Id of the dossier. */
                readonly dossierId: components["parameters"]["DossierId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The dossier; `decision` is the one that stands on the day `validOn`, where one does. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Dossier"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listDecisions: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @description Id of the dossier. */
                readonly dossierId: components["parameters"]["DossierId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of recording, with those that no longer hold. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Decisions"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listLines: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the lines of this month, its recoveries included. */
                readonly referenceMonth?: components["schemas"]["YearMonth"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterLine?: components["parameters"]["AfterLine"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the dossier. */
                readonly dossierId: components["parameters"]["DossierId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By key. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LinePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readLine: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @description Id of the dossier. */
                readonly dossierId: components["parameters"]["DossierId"];
                /**
                 * @description Key of the line in its dossier.
                 * @example 2025-01
                 */
                readonly lineKey: components["parameters"]["LineKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The line; the version of the document is that of the dossier. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Line"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly explainLine: {
        readonly parameters: {
            readonly query?: {
                /** @description Version of the line, from 1; the current one where left out. */
                readonly version?: components["schemas"]["LineVersionNumber"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the dossier. */
                readonly dossierId: components["parameters"]["DossierId"];
                /**
                 * @description Key of the line in its dossier.
                 * @example 2025-01
                 */
                readonly lineKey: components["parameters"]["LineKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The explanation. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Explanation"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listMandates: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Only officials with this role, see /refData/roles.
                 * @example runManager
                 */
                readonly roleCode?: components["schemas"]["Code"];
                /** @description Only of this scheme. */
                readonly schemeCode?: components["parameters"]["SchemeFilter"];
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By official. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MandatePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readMandates: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the official.
                 * @example official-17
                 */
                readonly officialId: components["parameters"]["OfficialId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The mandates, past ones included. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OfficialMandates"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly revokeMandate: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the official.
                 * @example official-17
                 */
                readonly officialId: components["parameters"]["OfficialId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MandateRevocation"];
            };
        };
        readonly responses: {
            /** @description Recorded. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly proposeMandate: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MandateInput"];
            };
        };
        readonly responses: {
            /** @description Proposed; another administrator has to approve it. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 409: components["responses"]["Conflict"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly proposeDelegation: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the official.
                 * @example official-17
                 */
                readonly officialId: components["parameters"]["OfficialId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DelegationInput"];
            };
        };
        readonly responses: {
            /** @description Proposed; an administrator has to approve it. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly revokeDelegation: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the official.
                 * @example official-17
                 */
                readonly officialId: components["parameters"]["OfficialId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DelegationRevocation"];
            };
        };
        readonly responses: {
            /** @description Recorded. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly checkHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The service answers, DEGRADED or not. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HealthStatus"];
                };
            };
            /** @description The service is down. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HealthStatus"];
                };
            };
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readDocumentation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The page. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            /** @description The text is still the one that the client has. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readStyle: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stylesheet. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/css": string;
                };
            };
            /** @description The text is still the one that the client has. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readContractAsYaml: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contract in one file. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/yaml": string;
                };
            };
            /** @description The text is still the one that the client has. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readContractAsJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contract in one file. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            /** @description The text is still the one that the client has. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listMonthRuns: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MonthRunPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly proposeMonthRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MonthRunInput"];
            };
        };
        readonly responses: {
            /** @description The work goes on; the task says how far it is. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 409: components["responses"]["Conflict"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readMonthRunTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the task. It follows from the client, the operation and the idempotency key. A node that does not run the task answers
                 *     from what is recorded: done where the result is there, failed with `taskNotRunning` where the work was begun, else 404. The same
                 *     POST with the same key goes on with it.
                 */
                readonly taskId: components["parameters"]["TaskId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The work goes on, or failed. Steps are determine and issue. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Done; `Location` is the run. */
            readonly 303: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readMonthRun: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Month of the run.
                 * @example 2025-02
                 */
                readonly yearMonth: components["parameters"]["RunMonth"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The run; its totals once the cut is made. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MonthRun"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly approveMonthRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /**
                 * @description Month of the run.
                 * @example 2025-02
                 */
                readonly yearMonth: components["parameters"]["RunMonth"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MonthRunApproval"];
            };
        };
        readonly responses: {
            /** @description The work goes on; the task says how far it is. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listMonthRunTotals: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Month of the run.
                 * @example 2025-02
                 */
                readonly yearMonth: components["parameters"]["RunMonth"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By region, article and line type. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MonthRunTotals"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listCpas: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the one that has the municipality code on the day. */
                readonly municipalityCode?: components["schemas"]["MunicipalityCode"];
                /** @description Only the one that has the enterprise number on the day. */
                readonly enterpriseNumber?: components["schemas"]["EnterpriseNumber"];
                /**
                 * @description Words of a name, in any of the three languages; accents and case do not count.
                 * @example arlon
                 */
                readonly q?: string;
                /** @description Only those of the region. */
                readonly regionCode?: components["schemas"]["BelgianRegionCode"];
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By municipality code. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CpasPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly registerCpas: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CpasRegistration"];
            };
        };
        readonly responses: {
            /** @description Recorded. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 409: components["responses"]["Conflict"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly importCpas: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CpasImport"];
            };
        };
        readonly responses: {
            /** @description The work goes on; the task says how far it is. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 409: components["responses"]["Conflict"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readCpasTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the task. It follows from the client, the operation and the idempotency key. A node that does not run the task answers
                 *     from what is recorded: done where the result is there, failed with `taskNotRunning` where the work was begun, else 404. The same
                 *     POST with the same key goes on with it.
                 */
                readonly taskId: components["parameters"]["TaskId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /**
             * @description The work goes on, or failed; it failed where an entry of the table was refused, with the first reason, and all others stand. What
             *     is recorded does not say that an import is whole: a node that does not run it tells of one that was begun that it failed as
             *     `taskNotRunning`.
             */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Done; `Location` is the list of CPAS. */
            readonly 303: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readCpas: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The CPAS. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Party"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listCpasChanges: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of recording. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CpasChanges"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly changeCpas: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CpasChangeInput"];
            };
        };
        readonly responses: {
            /** @description Recorded. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listIbanProposals: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of recording. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IbanProposals"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly proposeIban: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IbanInput"];
            };
        };
        readonly responses: {
            /** @description Proposed; another official has to approve it. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listSuccessionProposals: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of recording. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SuccessionProposals"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly proposeSuccession: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SuccessionInput"];
            };
        };
        readonly responses: {
            /** @description Proposed; another official has to approve it. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listParties: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Only of this kind, see /refData/partyKinds.
                 * @example cpas
                 */
                readonly kindCode?: components["schemas"]["Code"];
                /** @description Only the one that has the enterprise number on the day. */
                readonly enterpriseNumber?: components["schemas"]["EnterpriseNumber"];
                /** @description Words of a name, in any of the three languages; accents and case do not count. */
                readonly q?: string;
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By kind and id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PartyPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readParty: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the party.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly partyId: components["parameters"]["PartyId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The party. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Party"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listProposals: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Only in this state, see /refData/proposalStates.
                 * @example approved
                 */
                readonly stateCode?: components["schemas"]["Code"];
                /**
                 * @description Only of this kind, see /refData/proposalKinds.
                 * @example iban
                 */
                readonly kindCode?: components["schemas"]["Code"];
                /** @description Only of this official. */
                readonly proposedBy?: components["schemas"]["OfficialId"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The oldest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposalPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readProposal: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @description Id of the proposal. */
                readonly proposalId: components["parameters"]["ProposalId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The proposal. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Proposal"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly approveProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /** @description Id of the proposal. */
                readonly proposalId: components["parameters"]["ProposalId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Approved and in force. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TallyReceipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listRedeterminations: {
        readonly parameters: {
            readonly query?: {
                /** @description Only in this state. */
                readonly stateCode?: components["schemas"]["Code"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedeterminationPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly proposeRedetermination: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RedeterminationInput"];
            };
        };
        readonly responses: {
            /** @description The work goes on; the task says how far it is. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 409: components["responses"]["Conflict"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readRedeterminationTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the task. It follows from the client, the operation and the idempotency key. A node that does not run the task answers
                 *     from what is recorded: done where the result is there, failed with `taskNotRunning` where the work was begun, else 404. The same
                 *     POST with the same key goes on with it.
                 */
                readonly taskId: components["parameters"]["TaskId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The work goes on, or failed. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Done; `Location` is the redetermination. */
            readonly 303: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readRedetermination: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @description Id of the redetermination. */
                readonly redeterminationId: components["parameters"]["RedeterminationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The redetermination. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Redetermination"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readRedeterminationPreview: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this CPAS and of those whose rights and debts it has. */
                readonly cpasId?: components["parameters"]["CpasFilter"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterItem?: components["parameters"]["AfterItem"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the redetermination. */
                readonly redeterminationId: components["parameters"]["RedeterminationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By id of the CPAS. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedeterminationPreview"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listRedeterminationLines: {
        readonly parameters: {
            readonly query: {
                /** @description A CPAS of the preview. */
                readonly cpasId: components["schemas"]["PartyId"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterLine?: components["parameters"]["AfterLine"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the redetermination. */
                readonly redeterminationId: components["parameters"]["RedeterminationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By dossier and month. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedeterminationLines"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly approveRedetermination: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /** @description Id of the redetermination. */
                readonly redeterminationId: components["parameters"]["RedeterminationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RedeterminationApproval"];
            };
        };
        readonly responses: {
            /** @description The work goes on; the task says how far it is. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly withdrawRedetermination: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the document as it was read, in quotation marks. `*` is not accepted.
                 * @example "7"
                 */
                readonly "If-Match": components["parameters"]["IfMatch"];
            };
            readonly path: {
                /** @description Id of the redetermination. */
                readonly redeterminationId: components["parameters"]["RedeterminationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Recorded. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listRefData: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Every list. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefDataLists"];
                };
            };
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readRefDataList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Name of the list.
                 * @example roles
                 */
                readonly refDataListId: components["schemas"]["Code"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The codes. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefDataList"];
                };
            };
            /** @description The list is still the one that the client has. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readRefDataCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Name of the list.
                 * @example roles
                 */
                readonly refDataListId: components["schemas"]["Code"];
                /**
                 * @description The code.
                 * @example runManager
                 */
                readonly refDataCode: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The code. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefDataCode"];
                    readonly "text/html": string;
                };
            };
            /** @description The code is still the one that the client has. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ContentTag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listRulebooks: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By scheme. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Rulebooks"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readRulebook: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Code of the scheme, see /refData/schemes.
                 * @example RIS
                 */
                readonly schemeCode: components["parameters"]["SchemeCode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By parameter and first day. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Rulebook"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readRuleParameter: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The day on which it applied.
                 * @example 2025-01-01
                 */
                readonly validOn?: components["parameters"]["ValidOn"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Code of the scheme, see /refData/schemes.
                 * @example RIS
                 */
                readonly schemeCode: components["parameters"]["SchemeCode"];
                /**
                 * @description Id of the parameter.
                 * @example ris.amount
                 */
                readonly parameterId: components["schemas"]["ParameterId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By first day. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Rulebook"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly proposeRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description Code of the scheme, see /refData/schemes.
                 * @example RIS
                 */
                readonly schemeCode: components["parameters"]["SchemeCode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RulesInput"];
                readonly "text/plain": string;
            };
        };
        readonly responses: {
            /** @description Proposed; another official has to approve it. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Receipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listShares: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Only of this year.
                 * @example 2025
                 */
                readonly year?: components["schemas"]["Year"];
                /** @description Only of this CPAS. */
                readonly cpasId?: components["schemas"]["PartyId"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By year and municipality code. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SharePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listSharesOfCpas: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By year. The version is that of the shares of the CPAS. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CpasShares"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readShare: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description Id of the CPAS, which outlives its municipality codes.
                 * @example cpas-4c6d2f0a9b1e
                 */
                readonly cpasId: components["parameters"]["CpasId"];
                /**
                 * @description The year of the share.
                 * @example 2025
                 */
                readonly year: components["schemas"]["Year"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The approved share of the year. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShareDetermination"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly importShares: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShareImport"];
            };
        };
        readonly responses: {
            /** @description Proposed; another official has to approve it. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TallyReceipt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listStatements: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this CPAS. Those of its predecessors stay under their own id. */
                readonly cpasId?: components["schemas"]["PartyId"];
                /**
                 * @description Only of the run of this month.
                 * @example 2025-02
                 */
                readonly yearMonth?: components["schemas"]["YearMonth"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Issued statements, the newest month first, then by municipality code. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StatementPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readStatement: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description CPAS and number of the statement.
                 * @example cpas-4c6d2f0a9b1e-12
                 */
                readonly statementId: components["parameters"]["StatementId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The statement. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Statement"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listStatementLines: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterLine?: components["parameters"]["AfterLine"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description CPAS and number of the statement.
                 * @example cpas-4c6d2f0a9b1e-12
                 */
                readonly statementId: components["parameters"]["StatementId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By position, as `Accept` asks. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StatementLinePage"];
                    readonly "text/csv": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readStatementProof: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterLine?: components["parameters"]["AfterLine"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description CPAS and number of the statement.
                 * @example cpas-4c6d2f0a9b1e-12
                 */
                readonly statementId: components["parameters"]["StatementId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By position. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StatementProof"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listSubmissions: {
        readonly parameters: {
            readonly query?: {
                /** @description First day, included. */
                readonly startDate?: components["parameters"]["StartDate"];
                /** @description Last day, included. */
                readonly endDate?: components["parameters"]["EndDate"];
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Number of the page, from 1. */
                readonly page?: components["parameters"]["Page"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By time of receipt, the newest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmissionPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly submitForms: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description Chosen by the client, new for each act. Remembered for ever, for this client, operation and document; the same key on another document is another act.
                 * @example 3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/x-ndjson": string;
                readonly "text/csv": string;
            };
        };
        readonly responses: {
            /** @description Received; the task says how far it is. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readSubmissionTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the task. It follows from the client, the operation and the idempotency key. A node that does not run the task answers
                 *     from what is recorded: done where the result is there, failed with `taskNotRunning` where the work was begun, else 404. The same
                 *     POST with the same key goes on with it.
                 */
                readonly taskId: components["parameters"]["TaskId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The work goes on, or failed. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Done; `Location` is the result. */
            readonly 303: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly simulateSubmission: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Last month to determine, as if it were over; the month before this one where left out.
                 * @example 2025-03
                 */
                readonly throughMonth?: components["schemas"]["YearMonth"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/x-ndjson": string;
                readonly "text/csv": string;
            };
        };
        readonly responses: {
            /** @description What each line would do. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Simulation"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readSubmission: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
            };
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @description Id of the submission; it follows from the content of the file. */
                readonly submissionId: components["parameters"]["SubmissionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The submission. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Submission"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listSubmissionLines: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Only lines with one of these outcomes.
                 * @example [
                 *       "refused"
                 *     ]
                 */
                readonly outcome?: readonly components["schemas"]["LineOutcome"][];
                /** @description Number of a line, from 1. */
                readonly line?: number;
                /**
                 * @description What was known at this time. Not before the log was opened, not in the future, not beside asOfSequence.
                 * @example 2025-02-28T12:00:00.000Z
                 */
                readonly asOf?: components["parameters"]["AsOf"];
                /**
                 * @description What was known after the first so many recorded events. Repeats exactly. Not beyond the newest one.
                 * @example 481236
                 */
                readonly asOfSequence?: components["parameters"]["AsOfSequence"];
                /** @description Where the page before ended, as its `next` link has it. Belongs to one question at one sequence. */
                readonly afterLine?: components["parameters"]["AfterLine"];
                /** @description Items a page. */
                readonly pageSize?: components["parameters"]["PageSize"];
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the submission; it follows from the content of the file. */
                readonly submissionId: components["parameters"]["SubmissionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubmissionLinePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly readOutcomeList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` of the document as the client has it; the answer is 304 where it is still that one.
                 * @example "7"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @description Id of the submission; it follows from the content of the file. */
                readonly submissionId: components["parameters"]["SubmissionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One row a line of the file as `Accept` asks, NDJSON otherwise; in CSV, one for each problem of a refused line. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                    readonly "application/x-ndjson": string;
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
}
