using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes how endpoints are chosen.</summary>
public sealed class LoadBalancerCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
    [
        ("LeastRequest", "Of two at random, the one with fewer requests under way"),
        ("RoundRobin", "One after the other"),
        ("Random", "Any"),
    ];
}
