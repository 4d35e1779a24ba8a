namespace MeshFederation.Module.Tests;

/// <summary>Friendly input, completion and what a user sees of values.</summary>
public sealed class FeelTests : IDisposable
{
    private readonly ModuleHost _host = new();

    [Theory]
    [InlineData("http:9080", "http:9080/HTTP")]
    [InlineData("9080", "port-9080:9080")]
    [InlineData("'9080/HTTP'", "http-9080:9080/HTTP")]
    [InlineData("grpc:9090", "grpc:9090/GRPC")]
    [InlineData("grpc-web:9090", "grpc-web:9090/GRPC-Web")]
    [InlineData("tcp-db:5432/TCP", "tcp-db:5432/TCP")]
    [InlineData("web:80/http", "web:80/HTTP")]
    [InlineData("@{ Name = 'http'; Number = 80 }", "http:80/HTTP")]
    public void Ports_are_read(string typed, string port) =>
        Assert.Equal(
            port, _host.Run($"(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port {typed}).Port[0].ToString()").Single().ToString());

    [Theory]
    [InlineData("c/v3:100", "c/v3:100")]
    [InlineData("c:100", "c:100")]
    [InlineData("'c/track=canary,version=v3:100'", "c/track=canary,version=v3:100")]
    [InlineData("c/app.kubernetes.io/version=1.2:100", "c/app.kubernetes.io/version=1.2:100")]
    [InlineData("@{ Cluster = 'c'; Subset = @{ version = 'v3' }; Weight = 100 }", "c/v3:100")]
    [InlineData("@{ cluster = 'c'; subset = 'v3'; weight = '100' }", "c/v3:100")]
    [InlineData("(New-MeshDestination c 100 -Subset @{ version = 'v3' })", "c/v3:100")]
    public void Destinations_are_read(string typed, string destination) => Assert.Equal(
        destination,
        _host.Run("(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTrafficSplit "
            + $"{typed}).TrafficSplit[0].Destination[0].ToString()").Single().ToString());

    [Fact]
    public void The_name_of_a_cluster_of_the_session_stands_for_it_in_any_case()
    {
        var service = _host.Run("$null = New-MeshCluster one; New-MeshServiceEntry a -Cluster One -Port http:80").Single();
        Assert.Equal("one", service.Properties["Cluster"].Value.ToString());
    }

    [Fact]
    public void A_later_split_for_the_same_requests_replaces_the_earlier()
    {
        var splits = _host.Run(
            "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTrafficSplit c/v1:100 | Set-MeshTrafficSplit "
            + "c/v2:100 -Match @{ Path = '/a' }, @{ Path = '/b' } "
            + "| Set-MeshTrafficSplit c/v3:100 -Match @{ Path = '/b' } | Set-MeshTrafficSplit c/v4:100).TrafficSplit | ForEach-Object "
            + "ToString");
        Assert.Equal(["Path=/a => c/v2:100", "Path=/b => c/v3:100", "c/v4:100"], splits.Select(split => split.ToString()));
    }

    [Fact]
    public void Set_changes_a_copy_only() =>
        Assert.Equal(0, _host.Run("$s = New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80; $null = $s | "
            + "Set-MeshTrafficSplit c:100; $s.TrafficSplit.Count").Single().BaseObject);

    [Theory]
    [InlineData("$cluster.Name = 'b'")]
    [InlineData("$cluster.Gateway.Address = @()")]
    [InlineData("$service.Port = $null")]
    [InlineData("$service.TrafficSplit[0].Destination[0].Weight = 1")]
    [InlineData("$manifest.Content.kind = 'Pod'")]
    [InlineData("$manifest.Spec.hosts[0] = 'a'")]
    public void Values_are_not_changed_by_assignment(string assignment)
    {
        _host.Run(
            "$global:cluster = New-MeshCluster a -GatewayAddress 192.0.2.1; $global:service = New-MeshServiceEntry a -Cluster $cluster "
            + "-Port http:80 | Set-MeshTrafficSplit a:100; "
            + "$global:manifest = ($service | ConvertTo-MeshManifest)[0]; $global:before = \"$($service.Port) $($service.TrafficSplit) "
            + "$($cluster.Gateway) $($manifest.ToYaml())\"");
        _host.Fails(assignment);
        Assert.Equal(true, _host.Run("$before -ceq \"$($service.Port) $($service.TrafficSplit) $($cluster.Gateway) $($manifest.ToYaml())\"")
            .Single().BaseObject);
    }

    [Theory]
    [InlineData("$manifest.Content.kind", "ServiceEntry")]
    [InlineData("$manifest.Content['spec'].hosts[0]", "a.default.svc.two.global")]
    [InlineData("$manifest.Spec.ports[0].number", "80")]
    [InlineData("$manifest.ToString()", "ServiceEntry/istio-system/a.default.svc.two.global")]
    public void A_manifest_is_read_with_dots(string expression, string value) => Assert.Equal(
        value,
        _host.Run(
            "$one = New-MeshCluster one; $two = New-MeshCluster two -GatewayAddress 192.0.2.2; "
            + "$manifest = New-MeshServiceEntry a -Cluster $two -ClientCluster $one -Port http:80 | ConvertTo-MeshManifest | Where-Object "
            + $"Kind -eq ServiceEntry; {expression}").Single().ToString());

    [Fact]
    public void A_manifest_cannot_be_changed_by_accident()
    {
        var error = _host.Fails("$m = New-MeshServiceEntry a -Cluster (New-MeshCluster two -GatewayAddress 192.0.2.2) -ClientCluster "
            + "(New-MeshCluster one) -Port http:80 | ConvertTo-MeshManifest; $m[0].Content['kind'] = 'x'");
        Assert.Contains("immutable", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Subset v3", "version=v3")]
    [InlineData("-Subset version=v3,track=canary", "track=canary,version=v3")]
    [InlineData("-Subset 'version=v3, track=canary'", "track=canary,version=v3")]
    [InlineData("-Subset ([ordered]@{ version = 'v3'; track = 'canary' })", "track=canary,version=v3")]
    [InlineData("-Subset ([pscustomobject]@{ version = 'v3' })", "version=v3")]
    [InlineData("-Subset @{ version = 3 }", "version=3")]
    public void Labels_are_read(string typed, string labels) =>
        Assert.Equal(labels, _host.Run($"(New-MeshDestination c 100 {typed}).Subset.ToString()").Single().ToString());

    [Theory]
    [InlineData("(New-MeshCluster a -GatewaySelector istio=eastwestgateway).Gateway.Selector.ToString()", "istio=eastwestgateway")]
    [InlineData("(New-MeshMatch -Header end-user=jason).ToString()", "Header[end-user]=jason")]
    [InlineData("(New-MeshMatch -Query debug=true,q=1).ToString()", "Query[debug]=true Query[q]=1")]
    [InlineData("(New-MeshMatch -SourceLabel app=shop).ToString()", "SourceLabel[app=shop]")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 -Address c=240.0.0.10).Instance[0].Address", "240.0.0.10")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 -ClusterPort c=8080).Instance[0].PortNumber.http", "8080")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port 'http:80, grpc:90').Port.ToString()", "http:80/HTTP, grpc:90/GRPC")]
    [InlineData("(New-MeshCluster a -GatewayAddress '192.0.2.1, 192.0.2.2').Gateway.ToString()", "192.0.2.1:15443, 192.0.2.2:15443")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 -ServiceAccount 'a, b').Instance[0].ServiceAccount.ToString()",
        "a, b")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTimeout 5s -Match @{ Header = 'a=b' })"
            + ".Policy[0].Scope.Match.ToString()",
        "Header[a]=b")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTimeout 5s -Match @{ Header = 'a=b', 'c=d' })"
            + ".Policy[0].Scope.Match.ToString()",
        "Header[a]=b Header[c]=d")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTimeout 5s -Match @{ SourceLabel = 'app=web' })"
            + ".Policy[0].Scope.Match.ToString()",
        "SourceLabel[app=web]")]
    public void Pairs_and_lists_are_read_from_text(string expression, string value) =>
        Assert.Equal(value, _host.Run(expression).Single().ToString());

    [Theory]
    [InlineData("c/v3:75%, c/v1:25%")]
    [InlineData("'c/v3: 75', 'c/v1: 25'")]
    [InlineData("'c/v3:75, c/v1:25'")]
    [InlineData("\"c/v3: 75 %,c/v1:25\"")]
    public void Splits_are_read_however_they_are_spaced_and_quoted(string typed) => Assert.Equal(
        "c/v3:75, c/v1:25",
        _host.Run("(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTrafficSplit "
            + $"{typed}).TrafficSplit[0].ToString()").Single().ToString());

    [Fact]
    public void Objects_of_JSON_and_CSV_bind_by_their_properties()
    {
        var cluster = _host.Run("[pscustomobject]@{ Name = 'a'; IstioVersion = '1.22'; GatewayAddress = '192.0.2.1'; GatewayPort = "
            + "'31443'; RoutingMode = 'clientsni' } | New-MeshCluster").Single();
        Assert.Equal("192.0.2.1:31443", cluster.Properties["Gateway"].Value.ToString());
    }

    [Fact]
    public void Services_of_files_keep_their_versions() => Assert.Equal(
        "v1, v2, v3",
        _host.Run("$null = New-MeshCluster one; (Get-MeshService -Path "
            + $"'{Path.Combine(ModuleHost.RepositoryRoot, "samples", "bookinfo.yaml")}' -Cluster one -Name reviews | New-MeshServiceEntry "
            + "-ClientCluster one).Instance[0].Version.ToString()").Single().ToString());

    [Fact]
    public void Rows_of_a_table_become_services() => Assert.Equal(
        "shop/a http:80/HTTP in one two for two; shop/b grpc:90/GRPC in one for one",
        _host.Run(
            "$null = 'one', 'two' | New-MeshCluster; ([pscustomobject]@{ Name = 'a'; Cluster = 'one,two'; ClientCluster = 'two'; Port = "
            + "'http:80' }, [pscustomobject]@{ Service = 'b'; Cluster = 'one'; Port = 'grpc:90' } "
            + "| New-MeshServiceEntry -Namespace shop).ForEach({ \"$_ $($_.Port) in $($_.Cluster) for $($_.ClientCluster)\" }) -join '; '")
            .Single()
            .ToString());

    [Fact]
    public void A_service_that_is_piped_in_keeps_what_no_parameter_says() => Assert.Equal(
        "a in one, b in two",
        _host.Run(
            "$null = 'one', 'two' | New-MeshCluster; $s = (New-MeshServiceEntry s -Cluster one -Port http:80 -ServiceAccount a), "
            + "(New-MeshServiceEntry s -Cluster two -Port http:80 -ServiceAccount b); "
            + "($s | New-MeshServiceEntry -ClientCluster one).ForEach({ \"$($_.ServiceAccount) in $($_.Cluster)\" }) -join ', '")
            .Single()
            .ToString());

    [Fact]
    public void What_a_manifest_holds_is_shown_as_YAML_not_as_types() => Assert.Equal(
        "{mode: AUTO_PASSTHROUGH}",
        _host.Run("$two = New-MeshCluster two -GatewayAddress 192.0.2.2; (New-MeshServiceEntry a -Cluster $two -ClientCluster "
            + "(New-MeshCluster one) -Port http:80 | ConvertTo-MeshManifest)[0].Spec.servers[0].tls.ToString()").Single().ToString());

    [Fact]
    public void What_was_set_of_a_service_is_seen_in_its_table()
    {
        using var screen = new ModuleScreen();
        const string Set = "$s = New-MeshServiceEntry a -Cluster (New-MeshCluster c -TrustDomain c) -Port http:80 "
            + "-ClientCluster (New-MeshCluster d -TrustDomain d); $s | Set-MeshTimeout 5s | New-MeshAccessPolicy shop/web -FromCluster d";
        var shown = screen.Show(Set);
        Assert.Contains("with timeout 5s", shown, StringComparison.Ordinal);
        Assert.Contains("for shop/web of d", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("with", screen.Show("$s"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_be_written_of_certificates_is_said_file_by_file()
    {
        var folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
        try
        {
            using var screen = new ModuleScreen(300);
            var export = $"Export-MeshCertificate '{folder}'";
            Assert.Contains(
                "Create root-cert.pem, Create root-key.pem",
                screen.Show("$a, $b = 1, 2 | ForEach-Object { New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384 }; "
                    + $"$a | {export} -WhatIf"),
                StringComparison.Ordinal);
            Assert.Contains(
                "Update root-cert.pem, Update root-key.pem",
                screen.Show($"$null = $a | {export}; $b | {export} -Force -WhatIf"),
                StringComparison.Ordinal);
            Assert.Contains(
                "is a file, and certificates and keys are written to a folder",
                screen.Show($"$a | Export-MeshCertificate '{folder}/root-cert.pem'"),
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => _host.Dispose();
}
