using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Istiod;

internal sealed class ProxiesSynced : IstiodCheck
{
    private const int Named = 3;

    public override string Id => "istiod-synced";

    public override string Name => "proxies have taken what istiod sent";

    protected override string Path => IstiodPages.Proxies;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Istiod.Proxies is not { } proxies)
        {
            yield return Untold(cluster);
            yield break;
        }

        var refused = proxies.Where(proxy => proxy.LastError.Length > 0).ToList();
        foreach (var proxy in refused)
        {
            yield return Failed(
                cluster.Name,
                $"{proxy.Proxy} refuses what istiod sends: {proxy.LastError}",
                "The last configuration that it took still holds. Mend the object that the message names.");
        }
        var stale = proxies.Where(proxy => proxy.Stale.Count > 0 && proxy.LastError.Length == 0).ToList();
        if (stale.Count > 0)
        {
            var names = string.Join(", ", stale.Take(Named).Select(proxy => $"{proxy.Proxy} ({string.Join(", ", proxy.Stale)})"));
            yield return Warned(
                cluster.Name,
                FormattableString.Invariant(
                    $"{stale.Count} of {proxies.Count} proxies have not taken the newest: {names}{(stale.Count > Named ? " …" : "")}."),
                "It takes seconds after a change; later it means that a proxy refuses it, or has lost its connection.");
        }

        if (refused.Count + stale.Count == 0) yield return Passed(cluster.Name, FormattableString.Invariant($"{proxies.Count} proxies"));
    }
}
