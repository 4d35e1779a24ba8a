using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Declarations.Policies.RetryPolicy;

/// <summary>Retries of routes, by the rules of istio pkg/config/validation/agent/validation.go ValidateHTTPRetry.</summary>
internal sealed class RetryPolicyKind : PolicyKind<MeshRetryPolicy>
{
    private const string Attempts = "Attempts";
    private const string PerTryTimeout = "PerTryTimeout";
    private const string RetryOn = "RetryOn";
    private const string Backoff = "Backoff";
    private const string RemoteLocalities = "RemoteLocalities";
    private const string IgnorePreviousHosts = "IgnorePreviousHosts";

    public override string Kind => "retryPolicy";

    public override string Cmdlet => "Set-MeshRetryPolicy";

    public override string Form => "Set-MeshRetryPolicy 3 -RetryOn gateway-error,connect-failure -PerTryTimeout 2s";

    public override IReadOnlyList<string> Parameters { get; } =
        [Attempts, PerTryTimeout, RetryOn, Backoff, RemoteLocalities, IgnorePreviousHosts];

    /// <summary>Retries are those of the route, and stay with the destination that was chosen.</summary>
    public override string InsteadOfDestination =>
        "Give the requests that go there a match of their own, in a split and here, or say what takes over: Set-MeshTrafficSplit "
        + "-Fallback.";

    protected override MeshRetryPolicy Of(PolicyArguments values)
    {
        var policy = new MeshRetryPolicy(values.Number(Attempts, 0, 100) ?? throw values.Invalid("it does not say how often"))
        {
            PerTryTimeout = values.Duration(PerTryTimeout),
            RetryOn = values.Texts(RetryOn),
            Backoff = values.Duration(Backoff),
            RemoteLocalities = values.Flag(RemoteLocalities),
            IgnorePreviousHosts = values.Flag(IgnorePreviousHosts),
        };
        if (policy.RetryOn.FirstOrDefault(cause => !RetryCauses.IsKnown(cause)) is { } unknown)
            throw values.Invalid(RetryOn, unknown, $"it is neither a status code nor one of {string.Join(", ", RetryCauses.Words)}");
        if (policy.Attempts == 0 && policy != new MeshRetryPolicy(0))
            throw values.Invalid("nothing is sent again with 0 attempts, and so nothing else of it means anything");
        return policy;
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshRetryPolicy policy) =>
    [
        (Attempts, (long)policy.Attempts),
        (PerTryTimeout, policy.PerTryTimeout is { } time ? DurationText.Of(time) : null),
        (RetryOn, policy.RetryOn.Count > 0 ? policy.RetryOn : null),
        (Backoff, policy.Backoff is { } backoff ? DurationText.Of(backoff) : null),
        (RemoteLocalities, policy.RemoteLocalities),
        (IgnorePreviousHosts, policy.IgnorePreviousHosts),
    ];

    internal override void Check(MeshService service, MeshPolicy policy)
    {
        if (service.NoRetry && ((MeshRetryPolicy)policy).Attempts > 0) throw PolicyErrors.NoRetry(service, policy);
    }
}
