using MeshFederation.Model.Findings;

namespace MeshFederation.Model.Access;

/// <summary>What a caller of another cluster reaches of a port of a service, before a federation is published and after.</summary>
public sealed record MeshAccess
{
    /// <summary>How reports call what callers of other clusters reach and no AuthorizationPolicy guards.</summary>
    internal const string Unguarded = "AccessUnguarded";

    internal MeshAccess(string cluster, string service, string port, string client, string identity) =>
        (Cluster, Service, Port, Client, Identity) = (cluster, service, port, client, identity);

    /// <summary>The cluster where the service runs.</summary>
    public string Cluster { get; internal init; }

    /// <summary>The service, as <c>shop/reviews</c>.</summary>
    public string Service { get; internal init; }

    /// <summary>The port, as <c>http:9080/HTTP</c>.</summary>
    public string Port { get; internal init; }

    /// <summary>The cluster of the caller.</summary>
    public string Client { get; internal init; }

    /// <summary>
    /// Who calls, as policies write it: <c>cluster1/ns/shop/sa/productpage</c>; with an asterisk for all of whom no other line speaks.
    /// </summary>
    public string Identity { get; internal init; }

    /// <summary>What it reaches before.</summary>
    public AccessReach Before { get; internal init; }

    /// <summary>What it reaches after.</summary>
    public AccessReach After { get; internal init; }

    /// <summary>The AuthorizationPolicy that decides after; null where none is for the pods.</summary>
    public string? Policy { get; internal init; }

    /// <summary>
    /// Whether it gets past an AuthorizationPolicy for the pods that it did not get past before, and neither that policy by the caller's
    /// trust domain nor an access policy of the service means it.
    /// </summary>
    public bool IsWidening { get; internal init; }

    /// <summary>
    /// Error for a widening, Warning for what becomes open to callers and no AuthorizationPolicy guards, and for what is not known,
    /// Information for the rest.
    /// </summary>
    public FindingSeverity Severity => IsWidening ? FindingSeverity.Error
        : IsUnknown || (Policy is null && Before != After && IsOpen) ? FindingSeverity.Warning
        : FindingSeverity.Information;

    /// <summary>Whether it is not known if publishing widens it; what is kept out after is no wider, whatever it was.</summary>
    internal bool IsUnknown => !IsWidening && (After == AccessReach.Unknown || (Before == AccessReach.Unknown && IsOpen));

    private bool IsOpen => After is AccessReach.All or AccessReach.Some;

    /// <summary>Why, in one sentence.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>Who reaches what, in one line.</summary>
    /// <returns>The text, as <c>cluster1/* => cluster2 shop/reviews http:9080/HTTP: None, then All</c>.</returns>
    public override string ToString() => $"{Identity} => {Cluster} {Service} {Port}: {Before}, then {After}";
}
