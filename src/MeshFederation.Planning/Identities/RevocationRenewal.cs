using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// Gives new authorities their lists before they sign, where clusters have lists of revoked certificates: a proxy that has lists refuses
/// every chain with an authority that has none (OpenSSL's X509_V_FLAG_CRL_CHECK_ALL, which Envoy sets), and istiod takes no authority up
/// that has none in its own Secret (istio security/pkg/pki/util/keycertbundle.go Verify). Each signs its own, which is empty; what was
/// revoked stays so. It is for exchanges below the same root, whose list is there.
/// </summary>
public static class RevocationRenewal
{
    /// <summary>Lists of nothing: those of the Secret are still to come.</summary>
    private const string Nothing = " ";

    /// <summary>Why lists keep new authorities away; null where there are none, or the new ones can be added.</summary>
    /// <param name="state">A cluster.</param>
    /// <param name="goal">What the authorities are to become.</param>
    /// <returns>Why, in a sentence.</returns>
    public static string? Obstacle(AuthorityState state, RotationGoal goal)
    {
        if (AuthoritySecret.RevocationText(state.Secret) is not { Length: > 0 } text) return null;
        if (goal.ChangesRoot) return "The new root must sign a list, too, and the old one's goes with it.";
        if (state.ServedRevocations is not { } served)
        {
            return $"What istiod of {state.Cluster.Name} hands out is not known, since its ConfigMap {ControlPlaneNames.Revocations} may "
                + "not be read.";
        }

        if (served.Length > 0 && RevocationLimits.Of(state) is { } limit) return $"Old ones are handed out. {limit.Reason}";
        if (Read(text, state) is not { } lists) return "They cannot be read.";
        var missing = Missing(lists, state, goal);
        if (missing.FirstOrDefault(one => KeyOf(one, goal) is null) is { } unsigned)
            return $"There is none of '{unsigned}', whose key is not here.";
        return missing.FirstOrDefault(one => !RevocationList.MayBeSignedBy(one)) is { } unable
            ? $"The key of '{unable}' may sign none (cRLSign)."
            : null;
    }

    /// <summary>What comes before the new authorities: their lists are written, and every proxy has them.</summary>
    /// <param name="states">The clusters.</param>
    /// <param name="goal">What the authorities are to become.</param>
    /// <returns>The step; null where nothing is left of it.</returns>
    internal static RotationStep? Next(IReadOnlyList<AuthorityState> states, RotationGoal goal)
    {
        var lacking = states.Where(state => Lacks(AuthoritySecret.RevocationText(state.Secret), state, goal)).ToList();
        if (lacking.Count > 0) return new(IdentityStep.Revoke, lacking.Select(state => Write(state, goal)).ToValueList(), []);
        var waits = states.Where(state => AuthorityUse.MayStillRevoke(state) || Lacks(HandedOut(state), state, goal))
            .Select(state => Waits.ForRevocations(state, isHandedOut: !Lacks(HandedOut(state), state, goal))).ToValueList();
        return waits.Count > 0 ? new(IdentityStep.Revoke, [], waits) : null;
    }

    /// <summary>What proxies have, or will have as soon as istiod has read its Secret.</summary>
    private static string HandedOut(AuthorityState state) => state.ServedRevocations is { Length: > 0 } served ? served
        : RevocationLimits.Of(state) is null && AuthoritySecret.RevocationText(state.Secret).Length > 0 ? Nothing : "";

    private static bool Lacks(string text, AuthorityState state, RotationGoal goal) =>
        text.Length > 0 && (text == Nothing || Read(text, state) is not { } lists || Missing(lists, state, goal).Count > 0);

    private static AuthorityWrite Write(AuthorityState state, RotationGoal goal)
    {
        var (text, now) = (AuthoritySecret.RevocationText(state.Secret), state.Now ?? state.Authority!.Certificate.Starts);
        var missing = Missing(Read(text, state)!, state, goal);
        var added = missing.Select(one => RevocationList.Of(one, KeyOf(one, goal)!, [], now));
        return new(
            state,
            state.Authority!,
            state.RootText,
            $"empty lists of revoked certificates of {string.Join(", ", missing.Select(one => $"'{one}'"))} beside those that are there")
        {
            Revocations = text.TrimEnd() + "\n" + string.Concat(added),
            Proven = state.ProvenAuthority,
            HasProvenRoots = true,
        };
    }

    /// <summary>The authorities of all new chains that have no list which still holds.</summary>
    private static List<MeshCertificate> Missing(IReadOnlyList<ReadRevocations> lists, AuthorityState state, RotationGoal goal) =>
    [
        .. goal.Authority.Values.OrderBy(one => one.Cluster, StringComparer.Ordinal).SelectMany(Way)
            .DistinctBy(one => one.Fingerprint, StringComparer.Ordinal)
            .Where(one => !lists.Any(list => PeerChain.IsOf(list, one) && !(list.Until <= state.Now))),
    ];

    private static ValueList<MeshCertificate> Way(MeshIntermediateCertificate authority) => CertificateChain
        .Follow(authority.Certificate, authority.Chain, authority.Root, authority.Certificate.Starts).Way;

    private static PrivateKey? KeyOf(MeshCertificate certificate, RotationGoal goal) =>
        goal.Authority.Values.FirstOrDefault(one => one.Certificate.Fingerprint == certificate.Fingerprint)?.Key;

    private static IReadOnlyList<ReadRevocations>? Read(string text, AuthorityState state)
    {
        try
        {
            return ReadRevocations.Of(text, $"the cluster '{state.Cluster.Name}'");
        }
        catch (MeshException)
        {
            return null;
        }
    }
}
