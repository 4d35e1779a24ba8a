using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of policies.</summary>
public static class PolicyErrors
{
    /// <summary>The error for a value that a policy cannot have.</summary>
    /// <param name="kind">The kind of policy.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <param name="form">How the policy is typed.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(string kind, string parameter, object? value, string why, string form) => new(
        MeshErrorId.PolicyInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{value}' cannot be the {parameter} of a {kind}: {why}.",
        $"Write it as in: {form}.",
        value);

    /// <summary>The error for a policy that as a whole cannot be.</summary>
    /// <param name="kind">The kind of policy.</param>
    /// <param name="why">The cause.</param>
    /// <param name="form">How the policy is typed.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(string kind, string why, string form) => new(
        MeshErrorId.PolicyInvalid, MeshErrorKind.InvalidArgument, $"The {kind} cannot be used: {why}.", $"Write it as in: {form}.", kind);

    /// <summary>The error for a kind of policy that there is not.</summary>
    /// <param name="kind">What was typed.</param>
    /// <param name="known">The kinds.</param>
    /// <returns>The error.</returns>
    public static MeshException UnknownKind(string kind, IEnumerable<string> known) => new(
        MeshErrorId.PolicyInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{kind}' is no kind of policy.",
        $"These are: {string.Join(", ", known)}.",
        kind);

    /// <summary>The error for a policy of requests on a service that has none.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The error.</returns>
    public static MeshException WithoutRequests(MeshService service, MeshPolicy policy) => new(
        MeshErrorId.PolicyUnused,
        MeshErrorKind.InvalidArgument,
        $"The policy '{policy}' is about requests, but no port of the service '{service}' is routed by requests ({service.Port}).",
        "Declare the port's protocol if it carries HTTP, HTTP/2 or gRPC, as in -Port http:9080, or leave the policy out.",
        policy);

    /// <summary>The error for a policy of a destination where the service does not run.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The error.</returns>
    public static MeshException UnknownCluster(MeshService service, MeshPolicy policy, string cluster) => new(
        MeshErrorId.DestinationClusterUnknown,
        MeshErrorKind.ObjectNotFound,
        $"The policy '{policy}' names the cluster '{cluster}', where the service '{service}' does not run.",
        $"Use a cluster where it runs ({string.Join(", ", service.Instance)}), or add the cluster to -Cluster of New-MeshServiceEntry.",
        policy);

    /// <summary>The error for two policies of one kind and scope; shows both.</summary>
    /// <param name="service">The service.</param>
    /// <param name="one">One policy.</param>
    /// <param name="other">The other.</param>
    /// <returns>The error.</returns>
    public static MeshException Conflict(MeshService service, MeshPolicy one, MeshPolicy other)
    {
        string[] both = [one.ToString(), other.ToString()];
        Array.Sort(both, StringComparer.Ordinal);
        return new(
            MeshErrorId.PolicyConflict,
            MeshErrorKind.InvalidArgument,
            $"Two declarations of the service '{service}' want different things of the same traffic: '{both[0]}' and '{both[1]}'.",
            "Leave one of them out, or give them matches or destinations of their own.",
            new[] { one, other });
    }

    /// <summary>The error for a policy that another one leaves nothing to do.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="why">The cause, a clause.</param>
    /// <param name="advice">What to do.</param>
    /// <returns>The error.</returns>
    public static MeshException Unused(MeshService service, MeshPolicy policy, string why, string advice) => new(
        MeshErrorId.PolicyUnused,
        MeshErrorKind.InvalidArgument,
        $"The policy '{policy}' of the service '{service}' would hold for nothing: {why}.",
        advice,
        policy);

    /// <summary>The error for matches of which both may hold, and that no match of Istio says together.</summary>
    /// <param name="service">The service.</param>
    /// <param name="one">What holds for the one.</param>
    /// <param name="match">One match.</param>
    /// <param name="policy">The policy that has the other.</param>
    /// <returns>The error.</returns>
    public static MeshException Overlap(MeshService service, string one, MeshMatch match, MeshPolicy policy) => new(
        MeshErrorId.PolicyMatchesOverlap,
        MeshErrorKind.InvalidArgument,
        $"Requests may meet both '{match}', for which the service '{service}' has {one}, and the match of the policy '{policy}'; Istio has "
        + "no match that asks for both.",
        "Give both the same match, give one a path that begins like the other's, or tell them apart by a header instead of an expression.",
        policy);

    /// <summary>The error for matches that make too many routes.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">A policy of the kind that makes them too many.</param>
    /// <param name="most">How many there may be.</param>
    /// <returns>The error.</returns>
    public static MeshException TooMany(MeshService service, MeshPolicy policy, int most) => new(
        MeshErrorId.PolicyMatchesOverlap,
        MeshErrorKind.LimitsExceeded,
        FormattableString.Invariant(
            $"The matches of splits and policies of the service '{service}' would make more than {most} routes: each {policy.Kind} ")
        + "parts those of all others.",
        "Give policies the same matches where they are meant for the same requests, or fewer.",
        policy);

    /// <summary>The error for a policy of routes that is wanted for a destination.</summary>
    /// <param name="kind">The kind of policy.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="instead">What to do instead.</param>
    /// <returns>The error.</returns>
    public static MeshException OfDestination(string kind, object destination, string instead) => new(
        MeshErrorId.PolicyOfDestination,
        MeshErrorKind.NotImplemented,
        $"Istio has no {kind} for the destination '{destination}' alone: a route has one for all its destinations.",
        instead,
        destination);

    /// <summary>The error for a policy of destinations that is wanted for requests of a match.</summary>
    /// <param name="kind">The kind of policy.</param>
    /// <param name="match">The match.</param>
    /// <returns>The error.</returns>
    public static MeshException OfMatch(string kind, MeshMatch match) => new(
        MeshErrorId.PolicyOfMatch,
        MeshErrorKind.NotImplemented,
        $"Istio has no {kind} for the requests of '{match}' alone: a destination has one, whatever route leads there.",
        "Name where they go, by -Destination cluster2/v3 or -Cluster cluster2; requests of a match get a destination of their own by "
        + "Set-MeshTrafficSplit -Match.",
        match);

    /// <summary>The error for retries of a service that never has any.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The error.</returns>
    public static MeshException NoRetry(MeshService service, MeshPolicy policy) => new(
        MeshErrorId.PolicyConflict,
        MeshErrorKind.InvalidArgument,
        $"The service '{service}' is declared with -NoRetry, so its requests are never sent twice, and has the policy '{policy}'.",
        "Leave out -NoRetry of New-MeshServiceEntry, or the policy.",
        policy);

    /// <summary>The error for two policies that cannot hold for the same requests.</summary>
    /// <param name="service">The service.</param>
    /// <param name="one">One policy.</param>
    /// <param name="other">The other.</param>
    /// <param name="why">The cause, a clause.</param>
    /// <returns>The error.</returns>
    public static MeshException Clash(MeshService service, MeshPolicy one, MeshPolicy other, string why) => new(
        MeshErrorId.PolicyConflict,
        MeshErrorKind.InvalidArgument,
        $"The policies '{one}' and '{other}' of the service '{service}' hold for the same requests: {why}.",
        "Leave one of them out, or give them matches that no request meets both of.",
        new[] { one, other });
}
