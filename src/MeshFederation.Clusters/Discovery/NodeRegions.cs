using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Where nodes say that they are: what istiod takes for the locality of pods, and of the proxies in them.</summary>
/// <param name="Region">The region of all of them; null where it is not known, or there are several.</param>
/// <param name="Zone">Their zone there.</param>
/// <param name="Known">Each region once, an empty text for none; null where nodes may not be read.</param>
internal sealed record NodeRegions(string? Region, string? Zone, ValueList<string>? Known)
{
    private static readonly NodeRegions Unread = new(null, null, null);

    /// <summary>
    /// Reads them. Who may not list nodes can still be told the rest; that it is not known is said by what needs it, as few do.
    /// </summary>
    public static async Task<NodeRegions> ReadAsync(KubernetesApi api, CancellationToken ct)
    {
        try
        {
            return Of((await api.ListAsync(ResourceKinds.Node, null, null, ct).ConfigureAwait(false)).Item);
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden)
        {
            return Unread;
        }
    }

    private static NodeRegions Of(IReadOnlyList<UnstructuredMap> nodes)
    {
        var regions = Labels(nodes, RegionSyntax.Label);
        var named = regions.Where(region => region.Length > 0).ToValueList();
        var zones = Labels(nodes, IstiodLabels.Zone);
        return named.Count == 1 ? new(named[0], zones is [{ Length: > 0 } zone] ? zone : null, regions) : new(null, null, regions);
    }

    private static ValueList<string> Labels(IReadOnlyList<UnstructuredMap> nodes, string label) =>
        nodes.Select(node => node.Label(label) ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();
}
