using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Declarations.Policies.CorsPolicy;

/// <summary>What pages of other sites may ask (istio pkg/config/validation/validation.go validateCORSPolicy).</summary>
internal sealed class CorsPolicyKind : PolicyKind<MeshCorsPolicy>
{
    private const string AllowOrigin = "AllowOrigin";
    private const string AllowMethod = "AllowMethod";
    private const string AllowHeader = "AllowHeader";
    private const string ExposeHeader = "ExposeHeader";
    private const string MaxAge = "MaxAge";
    private const string AllowCredentials = "AllowCredentials";
    private const string UnmatchedPreflights = "UnmatchedPreflights";

    public override string Kind => "corsPolicy";

    public override string Cmdlet => "Set-MeshCorsPolicy";

    public override string Form => "Set-MeshCorsPolicy https://shop.example.com -AllowMethod GET,POST -MaxAge 1h";

    public override IReadOnlyList<string> Parameters { get; } =
        [AllowOrigin, AllowMethod, AllowHeader, ExposeHeader, MaxAge, AllowCredentials, UnmatchedPreflights];

    /// <summary>Browsers ask before they know where a request goes.</summary>
    public override string InsteadOfDestination =>
        "Give the requests that go there a match of their own, in a split and here: Set-MeshCorsPolicy https://shop.example.com -Match @{ "
        + "PathPrefix = '/api' }.";

    protected override MeshCorsPolicy Of(PolicyArguments values)
    {
        var origins = Origins.Read(values, AllowOrigin);
        var policy = new MeshCorsPolicy(origins)
        {
            AllowMethod = values.Texts(AllowMethod).Select(method => method.ToUpperInvariant()).Distinct(StringComparer.Ordinal)
                .ToValueList(),
            AllowHeader = values.HeaderNames(AllowHeader),
            ExposeHeader = values.HeaderNames(ExposeHeader),
            MaxAge = values.Duration(MaxAge),
            AllowCredentials = values.Flag(AllowCredentials),
            UnmatchedPreflights = values.Choice(UnmatchedPreflights, "Forward", "Ignore"),
        };
        if (policy.AllowMethod.FirstOrDefault(method => !HttpMethods.OfCors.Contains(method, StringComparer.Ordinal)) is { } unknown)
            throw values.Invalid(AllowMethod, unknown, $"it is none of {string.Join(", ", HttpMethods.OfCors)}");
        if (policy.MaxAge is { } age && age.Ticks % TimeSpan.TicksPerSecond != 0)
            throw values.Invalid(MaxAge, DurationText.Of(age), "browsers count whole seconds");
        if (policy.AllowCredentials == true && origins.FirstOrDefault(Origins.IsEverySite) is { } every)
        {
            throw values.Invalid(
                AllowOrigin, every.Value, "with AllowCredentials every site could read what the user may, with the user's cookies");
        }
        return policy;
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshCorsPolicy policy) =>
    [
        (AllowOrigin, policy.AllowOrigin.Select(Origins.Write).ToValueList()),
        (AllowMethod, policy.AllowMethod.Count > 0 ? policy.AllowMethod : null),
        (AllowHeader, policy.AllowHeader.Count > 0 ? policy.AllowHeader : null),
        (ExposeHeader, policy.ExposeHeader.Count > 0 ? policy.ExposeHeader : null),
        (MaxAge, policy.MaxAge is { } age ? DurationText.Of(age) : null),
        (AllowCredentials, policy.AllowCredentials),
        (UnmatchedPreflights, policy.UnmatchedPreflights),
    ];
}
