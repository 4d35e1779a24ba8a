namespace MeshFederation.Module.Tests;

/// <content>What is asked before anything is removed, and what -WhatIf says.</content>
public sealed partial class PublishTests
{
    private const string Undo = "Undo-MeshFederation shop -Context cluster1, cluster2";
    private const string Unpublish = "Unpublish-MeshFederation shop -Context cluster1, cluster2";
    private const string Prune = "$local | Publish-MeshFederation -Name shop -Prune -WarningAction SilentlyContinue";

    [Theory]
    [InlineData(Prune, "Publishing the federation 'shop' removes 3 objects no longer wanted from 'cluster1', 'cluster2'. Remove them?")]
    [InlineData(Undo, "Undoing the federation 'shop' changes 1 object in 'cluster1'. Go back to revision 1?")]
    [InlineData(
        Unpublish, "Unpublishing the federation 'shop' removes 6 objects and its history from 'cluster1', 'cluster2'. Remove them?")]
    public void Pruning_undoing_and_removing_ask_alike_and_Enter_removes_nothing(string script, string question)
    {
        Publish("$seventyfive");
        Publish("$fifty");
        var (objects, weight) = (Keys(), Weight());
        var asked = new List<string>();
        _screen.Choose = (text, enter) =>
        {
            asked.Add(text);
            return enter;
        };
        _screen.Values($"$null = {script}");
        Assert.Equal(question, Assert.Single(asked));
        Assert.Subset(Keys(), objects);
        if (script != Prune) Assert.Equal(weight, Weight());
        asked.Clear();
        _screen.Choose = (text, _) =>
        {
            asked.Add(text);
            return 0;
        };
        _screen.Values($"$null = {script}");
        Assert.Single(asked);
        Assert.True(!objects.IsSubsetOf(Keys()) || Weight() != weight);
    }

    /// <summary>To PowerShell, -Debug asks as -Confirm does.</summary>
    [Theory]
    [InlineData("-Confirm")]
    [InlineData("-Debug")]
    public void With_Confirm_each_removal_is_asked_about_and_Enter_keeps_it(string asking)
    {
        Publish("$seventyfive");
        var objects = Keys();
        var kept = 0;
        _screen.Choose = (text, enter) =>
        {
            if (!text.Contains("Delete", StringComparison.Ordinal)) return 0;
            kept++;
            return enter;
        };
        _screen.Values($"$null = {Prune} {asking}");
        Assert.Equal(3, kept);
        Assert.Subset(Keys(), objects);
    }

    /// <summary>What was not confirmed gives no object, and a report that knew no more would say that all is well.</summary>
    [Theory]
    [InlineData("$fifty | Publish-MeshFederation -Name shop -Confirm")]
    [InlineData(Undo)]
    [InlineData(Unpublish)]
    public void An_answer_of_no_stands_in_the_report_at_the_end_of_the_pipeline(string script)
    {
        Publish("$seventyfive");
        Publish("$seventyfive | Set-MeshTrafficSplit cluster2/v3:60, cluster1/v1:40");
        _screen.Choose = (text, enter) => text.Contains("Are you sure", StringComparison.Ordinal) || enter == 0 ? 2 : enter;
        var text = _screen.Values($"{script} | Export-MeshReport").Single().ToString();
        Assert.StartsWith("MeshFederation report: 1 error", text, StringComparison.Ordinal);
        Assert.Contains("NotConfirmed", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Undo)]
    [InlineData(Unpublish)]
    [InlineData(Prune)]
    public void An_input_that_ends_is_said_and_nothing_is_removed(string script)
    {
        Publish("$seventyfive");
        Publish("$fifty");
        var objects = Objects;
        _screen.Choose = (_, _) => ((string?)null)!.Length;
        Assert.StartsWith("MeshConfirmationImpossible,", Id(script), StringComparison.Ordinal);
        Assert.Contains("the input ends", _screen.Show($"$Error[0].Exception.Message; {script}"), StringComparison.Ordinal);
        Assert.Equal(objects, Objects);
    }

    [Theory]
    [InlineData("$ConfirmPreference = 'None'")]
    [InlineData("$ConfirmPreference = [Management.Automation.ConfirmImpact]::None")]
    public void Nothing_is_asked_where_nothing_is_to_be_confirmed(string preference)
    {
        Publish("$seventyfive");
        _screen.Values($"& {{ {preference}; {Unpublish} }}");
        Assert.Equal(0, Objects);
    }

    [Fact]
    public void WhatIf_says_what_would_change_and_not_what_would_not()
    {
        Publish("$seventyfive");
        Assert.Empty(_screen.Values("$fifty | Publish-MeshFederation -Name shop -WhatIf"));
        Assert.Equal(
            "What if: Change nothing of the federation 'shop': 'cluster1', 'cluster2' have it as it is wanted.",
            _screen.Show("$seventyfive | Publish-MeshFederation -Name shop -WhatIf").ReplaceLineEndings(" "));
    }

    [Fact]
    public void A_federation_that_was_declared_is_published_undone_and_removed_without_saying_its_name_again()
    {
        _screen.Values("$PSDefaultParameterValues.Remove('*-MeshFederation:Kubeconfig'); $shop = New-MeshFederation shop -Cluster $c1, $c2 "
            + "-ClientCluster $c1; $reviews = $shop | New-MeshServiceEntry reviews "
            + "-Port http:9080; $null = $reviews | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25 | Publish-MeshFederation; $null = "
            + "$reviews | Set-MeshTrafficSplit cluster2/v3:50, cluster1/v1:50 | Publish-MeshFederation");
        Assert.Equal("50", Weight());
        _screen.Values("$null = $shop | Undo-MeshFederation -Confirm:$false");
        Assert.Equal("75", Weight());
        _screen.Values("$shop | Unpublish-MeshFederation -Confirm:$false");
        Assert.Equal(0, Objects);
    }

    /// <summary>What was published in the session completes; -Revision of Undo is the history's.</summary>
    [Fact]
    public void Revisions_that_were_published_complete()
    {
        Publish("$seventyfive");
        Publish("$fifty");
        const string Line = "Undo-MeshFederation shop -Revision ";
        Assert.Equal(
            ["1", "2"],
            _screen.Values($"(TabExpansion2 '{Line}' {Line.Length}).CompletionMatches.CompletionText").Select(text => text.ToString())
                .Order(StringComparer.Ordinal));
    }

    private HashSet<string> Keys() =>
        [.. _clusters.All.SelectMany(cluster => Kinds.SelectMany(kind =>
            cluster.All(kind).Select(item => $"{cluster.Name}/{kind}/{item["metadata"]!["name"]}")))];
}
