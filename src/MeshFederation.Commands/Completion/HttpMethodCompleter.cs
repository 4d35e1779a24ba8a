using System.Collections;
using MeshFederation.Istio.Declarations;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes HTTP methods.</summary>
public sealed class HttpMethodCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        HttpMethods.All.Select(method => (method, "HTTP " + method));
}
