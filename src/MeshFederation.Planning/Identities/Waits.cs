using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>What is waited for, in words, and what may be restarted for it.</summary>
internal static class Waits
{
    public static AuthorityWait ForRoots(AuthorityState state, IEnumerable<MeshCertificate> wanted) =>
        AuthorityUse.Same(state.Served, wanted)
            ? state.IsIstiodRolling || state.ServedSince + AuthorityUse.Exchange > state.Now
                ? Exchanged(state)
                : !AuthorityUse.IsServedByAll(state)
                ? new(
                    state.Cluster,
                    "An istiod was started before its Secret was written, and may hand out other roots; it must be restarted.",
                    state.Istiod,
                    IsForTime: false)
                : ForProxies(state, AuthorityUse.WithoutRoots(state), "may not have the roots yet")
            : state.IsIstiodRolling ? Exchanged(state)
            : new(state.Cluster, "istiod does not serve the roots of its Secret; it must be restarted.", state.Istiod, IsForTime: false);

    public static AuthorityWait ForAuthority(AuthorityState state, bool isSure)
    {
        if (state.IsIstiodRolling) return Exchanged(state);
        if (AuthorityUse.SignsSince(state, isSure) is { } since)
        {
            return since > state.Now
                ? new(state.Cluster, "istiod may not have read its Secret yet.", [], IsForTime: true)
                : ForProxies(state, AuthorityUse.WithoutAuthority(state, isSure), "may have a certificate of the old authority");
        }

        var why = !AuthorityUse.Reloads(state)
            ? $"istiod {state.Cluster.IstioVersion} reads its Secret when it starts; it must be restarted."
            : AuthorityUse.SignsSince(state) is not null
            ? "istiod was started before its Secret was written, and nothing shows whether it has read it; it must be restarted."
            : "istiod was started before its Secret was made, or with other roots; it must be restarted.";
        return new(state.Cluster, why, state.Istiod, IsForTime: false);
    }

    public static AuthorityWait ForRevocations(AuthorityState state, bool isHandedOut)
    {
        if (isHandedOut)
        {
            return new(
                state.Cluster,
                "Proxies may still have older lists of revoked certificates than istiod hands out, and would refuse the new authorities.",
                [],
                IsForTime: true);
        }

        var isEarly = state.Written is var (_, last) && last + AuthorityUse.Projection > state.Now;
        return new(
            state.Cluster,
            "istiod does not hand out the lists of revoked certificates of its Secret yet, in which the new authorities are"
                + (isEarly ? "." : "; it must be restarted."),
            isEarly ? [] : state.Istiod,
            isEarly);
    }

    private static AuthorityWait Exchanged(AuthorityState state) =>
        new(state.Cluster, "Pods of istiod are being exchanged, and an old one may still answer.", [], IsForTime: true);

    private static AuthorityWait ForProxies(AuthorityState state, IReadOnlyList<ProxyState>? behind, string what)
    {
        if (behind is null) return new(state.Cluster, $"It cannot be told which proxies {what}.", [], IsForTime: false);
        var names = string.Join(", ", behind.Take(3).Select(proxy => proxy.Name));
        return new(
            state.Cluster,
            FormattableString.Invariant($"{behind.Count} proxies {what}: {names}{(behind.Count > 3 ? ", …" : "")}."),
            Owners(behind).ToValueList(),
            IsForTime: true);
    }

    /// <summary>What makes proxies anew, in the order in which it is restarted.</summary>
    public static IEnumerable<WorkloadName> Owners(IEnumerable<ProxyState> proxies) => proxies.Select(proxy => proxy.Owner)
        .OfType<WorkloadName>().Distinct()
        .OrderBy(owner => owner.Kind, StringComparer.Ordinal).ThenBy(owner => owner.Namespace, StringComparer.Ordinal)
        .ThenBy(owner => owner.Name, StringComparer.Ordinal);
}
