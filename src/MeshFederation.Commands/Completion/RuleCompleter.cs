using System.Collections;
using MeshFederation.Analysis.Faults;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the ids of rules.</summary>
public sealed class RuleCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        FaultCatalog.All.Select(fault => (fault.Id, fault.Title));
}
