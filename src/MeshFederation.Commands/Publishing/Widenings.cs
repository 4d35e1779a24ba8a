using System.Globalization;
using MeshFederation.Model.Access;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Callers of other clusters who would get past AuthorizationPolicies that nobody wrote for them.</summary>
internal static class Widenings
{
    /// <summary>
    /// Requires that no caller of another cluster gets past AuthorizationPolicies by publishing, unless that was accepted; then it is
    /// told, and so is why it is not known, and what is open to all since no policy is for it.
    /// </summary>
    public static void RequireNarrow(MeshPlan plan, string activity, bool accepts, Action<MeshException> fail, Action<string> tell)
    {
        foreach (var text in plan.UnknownAccess.Concat(plan.OpenAccess)) tell(text);
        RequireNarrow(plan.Widening, $"{activity} the federation '{plan.Name}'", plan.Name, accepts, fail, tell);
    }

    /// <summary>Requires that no caller gets past AuthorizationPolicies by what is done, unless that was accepted.</summary>
    public static void RequireNarrow(
        IReadOnlyCollection<MeshAccess> found, string what, object target, bool accepts, Action<MeshException> fail, Action<string> tell)
    {
        var widened = Errors(found);
        if (widened.Count == 0) return;
        if (accepts)
        {
            foreach (var error in widened) tell($"{error.Message} It was accepted.");
            return;
        }

        foreach (var error in widened) fail(error);
        throw new MeshException(
            MeshErrorId.AccessWidened,
            MeshErrorKind.InvalidData,
            $"{what} is refused: callers of other clusters would get past AuthorizationPolicies of "
            + $"{string.Join(", ", found.Select(access => access.Service).Distinct(StringComparer.Ordinal))}. Nothing was changed.",
            "Say who may call with New-MeshAccessPolicy, mend the policies, or accept it: -AcceptWidening. Compare-MeshAccess -Live shows "
            + "every caller.",
            target);
    }

    /// <summary>Requires that who gets past AuthorizationPolicies was shown when it was accepted.</summary>
    public static void RequireShown(MeshPlan shown, MeshPlan now, string activity)
    {
        var known = shown.Widening.Select(Caller).ToHashSet();
        var more = Errors(now.Widening.Where(access => !known.Contains(Caller(access))));
        if (more.Count == 0) return;
        throw new MeshException(
            MeshErrorId.AccessWidened,
            MeshErrorKind.InvalidData,
            $"{activity} the federation '{now.Name}' is refused: what was accepted is not all that would be opened. {more[0].Message} "
            + "Nothing was changed.",
            "Compare again and look at who gets past which policy; then publish what that shows.",
            now.Name);

        static (string, string, string, string, string, string?) Caller(MeshAccess access) =>
            (access.Cluster, access.Service, access.Port, access.Client, access.Identity, access.Policy);
    }

    /// <summary>The errors of callers who get past policies, one for each policy, port and cluster of callers.</summary>
    public static IReadOnlyList<MeshException> Errors(IEnumerable<MeshAccess> found) =>
    [
        .. found.Where(access => access.IsWidening)
            .GroupBy(access => (access.Cluster, access.Service, access.Port, access.Client, access.Policy))
            .Select(same => Widened(same.First(), same.Count() - 1)),
    ];

    private static MeshException Widened(MeshAccess access, int others) => new(
        MeshErrorId.AccessWidened,
        MeshErrorKind.InvalidData,
        $"'{access.Identity}' of {access.Client}"
        + (others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {others} more identities"))
        + $" would reach {access.Port} of {access.Service} in the cluster '{access.Cluster}': {access.Message}.",
        "Name identities with their trust domain in that policy, say who may call with New-MeshAccessPolicy, or accept it: "
        + "-AcceptWidening.",
        access.Policy ?? access.Service);
}
