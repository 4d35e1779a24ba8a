using System.Collections;
using MeshFederation.Istio.Declarations.Policies.Fault;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the statuses with which requests are aborted.</summary>
public sealed class AbortStatusCompleter : NameCompleter
{
    private static readonly string[] OfHttp = ["500", "503", "504", "429"];

    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        OfHttp.Select(status => (status, "HTTP " + status))
            .Concat(GrpcStatus.Names.Where(name => name != "OK").Select(name => (name, "gRPC " + name)));
}
