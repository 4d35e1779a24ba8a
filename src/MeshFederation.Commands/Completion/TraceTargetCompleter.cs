using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Completion;

/// <summary>
/// Completes where a request goes: hosts and ports of the services that this session has declared or read, and from a gateway those that
/// are split there.
/// </summary>
public sealed class TraceTargetCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        $"{bound[nameof(TraceMeshRequestCommand.From)]}".Contains("/gateway/", StringComparison.Ordinal)
            ? GatewayNames.Hosts()
            : MeshSession.Current.Services.SelectMany(Targets).DistinctBy(host => host.Text, StringComparer.Ordinal);

    private static IEnumerable<(string Text, string Tip)> Targets(MeshService service)
    {
        foreach (var port in service.Port)
        {
            yield return (FormattableString.Invariant($"{service.Name}.{service.Namespace}:{port.Number}"), $"{service}, port {port}");
            foreach (var cluster in service.Cluster)
            {
                yield return (FormattableString.Invariant($"{Hosts.Remote(service, cluster)}:{port.Number}"),
                    $"{service} in {cluster.Name}, port {port}");
            }
        }
    }
}
