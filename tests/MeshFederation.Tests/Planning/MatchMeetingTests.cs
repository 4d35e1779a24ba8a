using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Meetings;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Routes;
using MeshFederation.Routing;
using MeshFederation.Tests.Routing;

namespace MeshFederation.Tests.Planning;

/// <summary>A match that says two is met by those requests that meet both, and by no other.</summary>
public sealed class MatchMeetingTests
{
    private static readonly Gen<StringMatch> Header =
        from kind in Gen.OneOf(StringMatchKind.Exact, StringMatchKind.Prefix, StringMatchKind.Present, StringMatchKind.Absent)
        from value in Gen.OneOf("j", "ja", "jason", "b")
        from isInverse in Gen.Bool
        let isPlain = kind is StringMatchKind.Present or StringMatchKind.Absent
        select new StringMatch(kind, isPlain ? "" : value) { IsInverse = isInverse && !isPlain };

    private static readonly Gen<MeshMatch> Match =
        from kind in Gen.OneOf<StringMatchKind?>(null, StringMatchKind.Exact, StringMatchKind.Prefix)
        from path in Gen.OneOf("/", "/a", "/A", "/a/b", "/A/b", "/1")
        from ignore in Gen.Bool
        from header in Header
        from hasHeader in Gen.Bool
        from method in Gen.OneOf(null, "GET", "POST")
        select new MeshMatch
        {
            Path = kind is { } known ? new(known, path) : null,
            IgnoreCase = ignore && kind is not null,
            Header = hasHeader ? StringMatches.Create([new("user", header)]) : StringMatches.Empty,
            Method = method,
        };

    private static readonly Gen<MeshRequest> Request =
        from path in Gen.OneOf("/", "/a", "/A", "/a/b", "/A/B", "/a/bc", "/1/2", "/b")
        from method in Gen.OneOf("GET", "POST")
        from user in Gen.OneOf(null, "", "j", "ja", "jason", "jb", "b", "bob")
        select new MeshRequest
        {
            Authority = "a",
            Port = 80,
            Path = path,
            Method = method,
            Headers = user is null ? new Dictionary<string, string>() : new() { ["user"] = user },
        };

    /// <summary>Of a match that names gateways istiod looks at no labels and no namespace of callers.</summary>
    [Fact]
    public void Who_calls_is_asked_without_naming_the_mesh_and_at_no_gateway()
    {
        var ofMesh = new MeshMatch { Gateway = [MeshMatch.MeshGatewayName] };
        var ofCallers = new MeshMatch { SourceLabel = LabelSet.Create("app", "batch"), SourceNamespace = "edge" };
        Assert.Equal(ofCallers, MatchMeeting.Of(ofMesh, ofCallers).Both);
        Assert.Equal(ofCallers, MatchMeeting.Of(ofCallers, ofMesh).Both);
        Assert.Equal(MeetingKind.None, MatchMeeting.Of(new() { Gateway = ["istio-system/public"] }, ofCallers).Kind);
        var both = HttpMatch.Of(ofCallers with { Gateway = ofMesh.Gateway }, null, new(1, 30, 3))!;
        Assert.Equal(["sourceLabels", "sourceNamespace"], both.Keys);
    }

    [Fact]
    public void A_gateway_takes_nothing_of_certain_callers_and_is_refused()
    {
        var service = Declared.Service("a", [Declared.Cluster("c1")], Declared.Cluster("c1"));
        var match = new MeshMatch { Gateway = ["istio-system/public"], SourceNamespace = "edge" };
        var refused = Assert.Throws<MeshException>(() => service.WithTrafficSplit([new("c1", LabelSet.Empty, 100)], [match]));
        Assert.Equal(MeshErrorId.MatchInvalid, refused.ErrorId);
    }

    [Fact]
    public void A_match_that_says_two_is_met_by_those_that_meet_both() => Gen.Select(Match, Match, Request).Sample(
        (one, other, request) =>
        {
            var meeting = MatchMeeting.Of(one, other);
            var both = SplitOracle.Meets(one, request) && SplitOracle.Meets(other, request);
            if (meeting.Kind == MeetingKind.None) Assert.False(both);
            if (meeting.Kind == MeetingKind.Sayable && !HasExpression(meeting.Both!))
                Assert.Equal(both, SplitOracle.Meets(meeting.Both, request));
            Assert.Equal(meeting.Kind, MatchMeeting.Of(other, one).Kind);
        },
        iter: 5000);

    [Fact]
    public void Neither_of_two_headers_is_one_expression()
    {
        var meeting = MatchMeeting.Of(Without("jason"), Without("a.b"));
        Assert.Equal(@"@{ NotRegex = 'a\.b|jason' }", meeting.Both!.Header["user"].ToString());
    }

    private static MeshMatch Without(string value) => new()
    {
        Header = StringMatches.Create([new("user", new StringMatch(StringMatchKind.Exact, value) { IsInverse = true })]),
    };

    /// <summary>The oracle of splits knows one expression alone.</summary>
    private static bool HasExpression(MeshMatch match) => match.Header.Any(header => header.Value.Kind == StringMatchKind.Regex);
}
