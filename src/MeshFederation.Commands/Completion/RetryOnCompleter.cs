using System.Collections;
using MeshFederation.Istio.Declarations.Policies.RetryPolicy;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes why requests are sent again.</summary>
public sealed class RetryOnCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        RetryCauses.Words.Select(word => (word, word)).Append((RetryCauses.Unreachable, "the status 503"));
}
