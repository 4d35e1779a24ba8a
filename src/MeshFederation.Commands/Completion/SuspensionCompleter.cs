using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the clusters that may be suspended, and of those that are, the ones that may be resumed.</summary>
public sealed class SuspensionCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        ClusterCompleter.Names();

    /// <inheritdoc />
    private protected override IEnumerable<(string Text, string Tip)> CandidatesOf(string command, string typed, IDictionary bound)
    {
        var suspended = MeshSession.Current.Services.SelectMany(service => service.Suspended).ToHashSet(StringComparer.Ordinal);
        var isResuming = command.StartsWith("Resume", StringComparison.OrdinalIgnoreCase);

        // A service of another session may be suspended where no service of this one is.
        return isResuming && suspended.Count > 0
            ? suspended.Order(StringComparer.Ordinal).Select(name => (name, "suspended"))
            : Candidates(typed, bound);
    }
}
