using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes what becomes of a browser's question for a site that is not allowed.</summary>
public sealed class UnmatchedPreflightsCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        [("Forward", "The service answers it."), ("Ignore", "The proxy answers it, and allows nothing.")];
}
