using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Reads which waypoints take the calls of Services, and which Services name theirs themselves (istio
/// pilot/pkg/serviceregistry/ambient/waypoints.go).
/// </summary>
internal sealed record WaypointReader(KubernetesApi Api, Action<string> Warn)
{
    /// <summary>Reads.</summary>
    /// <param name="read">All Gateways, null where they may not be listed.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<FoundWaypoints> ReadAsync(Task<IReadOnlyList<UnstructuredMap>?> read, CancellationToken ct)
    {
        var services = ListAsync(ResourceKinds.Service, AmbientNames.UseWaypoint, ct);
        var gateways = (await read.ConfigureAwait(false))?.Where(Waypoints.TakesServices).ToList();
        return new(
            gateways?.Select(FoundTunnels.NameOf).Order(StringComparer.Ordinal).ToValueList(),
            FoundTunnels.AccountsOf(gateways ?? []),
            (await services.ConfigureAwait(false))?.Select(Of).OrderBy(item => item.Namespace, StringComparer.Ordinal)
                .ThenBy(item => item.Name, StringComparer.Ordinal).ToValueList());
    }

    private async Task<IReadOnlyList<UnstructuredMap>?> ListAsync(ResourceKind kind, string? selector, CancellationToken ct)
    {
        try
        {
            return (await Api.ListAsync(kind, null, selector, ct).ConfigureAwait(false)).Item;
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden)
        {
            Warn($"{kind.Kind}s may not be listed, so which Services have waypoints is not known.");
            return null;
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.KindMissing)
        {
            return [];
        }
    }

    private static MeshServiceWaypoint Of(UnstructuredMap service) => new(
        service.Namespace(),
        service.Name(),
        LabelSet.Create(Waypoints.Labels.Where(key => service.Label(key) is not null)
            .Select(key => new KeyValuePair<string, string>(key, service.Label(key)!))));
}
