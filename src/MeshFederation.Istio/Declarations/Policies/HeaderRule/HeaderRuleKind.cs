using MeshFederation.Model.Policies;

namespace MeshFederation.Istio.Declarations.Policies.HeaderRule;

/// <summary>Headers of requests and answers, of routes or of destinations (istio networking/v1 HTTPRoute, HTTPRouteDestination).</summary>
internal sealed class HeaderRuleKind : PolicyKind<MeshHeaderRule>
{
    private const string RequestSet = "RequestSet";
    private const string RequestAdd = "RequestAdd";
    private const string RequestRemove = "RequestRemove";
    private const string ResponseSet = "ResponseSet";
    private const string ResponseAdd = "ResponseAdd";
    private const string ResponseRemove = "ResponseRemove";

    public override string Kind => "headerRule";

    public override string Cmdlet => "Set-MeshHeaderRule";

    public override string Form => "Set-MeshHeaderRule -RequestSet @{ 'x-cluster' = 'east' } -ResponseRemove server";

    public override IReadOnlyList<string> Parameters { get; } =
        [RequestSet, RequestAdd, RequestRemove, ResponseSet, ResponseAdd, ResponseRemove];

    public override PolicyScopes Scopes => PolicyScopes.Routes | PolicyScopes.Destinations;

    protected override MeshHeaderRule Of(PolicyArguments values)
    {
        var rule = new MeshHeaderRule
        {
            RequestSet = values.Headers(RequestSet, isAuthority: true),
            RequestAdd = values.Headers(RequestAdd, isAuthority: true),
            RequestRemove = values.HeaderNames(RequestRemove),
            ResponseSet = values.Headers(ResponseSet, isAuthority: false),
            ResponseAdd = values.Headers(ResponseAdd, isAuthority: false),
            ResponseRemove = values.HeaderNames(ResponseRemove),
        };
        if (rule.Value.Length == 0) throw values.Invalid("it changes no header");
        if (rule.SetsAuthorityTwice)
            throw values.Invalid("it sets the authority twice, which a request has once");
        return rule;
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshHeaderRule policy) =>
    [
        (RequestSet, policy.RequestSet.Count > 0 ? policy.RequestSet : null),
        (RequestAdd, policy.RequestAdd.Count > 0 ? policy.RequestAdd : null),
        (RequestRemove, policy.RequestRemove.Count > 0 ? policy.RequestRemove : null),
        (ResponseSet, policy.ResponseSet.Count > 0 ? policy.ResponseSet : null),
        (ResponseAdd, policy.ResponseAdd.Count > 0 ? policy.ResponseAdd : null),
        (ResponseRemove, policy.ResponseRemove.Count > 0 ? policy.ResponseRemove : null),
    ];
}
