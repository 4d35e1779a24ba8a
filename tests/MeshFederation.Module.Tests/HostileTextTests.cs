namespace MeshFederation.Module.Tests;

/// <summary>
/// What stands in objects of others is shown on every way out, and gives no order to a terminal or to the log of a pipeline.
/// </summary>
public sealed class HostileTextTests : IDisposable
{
    private const string Order = "\\e[31m\\e]0;x\\a##vso[task.complete]##[error]::stop-commands::x\\u202e";

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    public HostileTextTests() => File.WriteAllText(Path.Combine(_folder, "one.yaml"), $$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: "a{{{Order}}}", namespace: default}
        spec:
          hosts: ["b{{{Order}}}"]
          http: [{route: [{destination: {host: "c {{{Order}}}", subset: "d{{{Order}}}"}, weight: 7}, {destination: {host: e}, weight: 5}], "f{{{Order}}}": 1}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: b, namespace: default}
        spec: {ports: [{port: 80, name: http}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: "g {{{Order}}}", namespace: default}
        spec: {hosts: [b], http: [{match: [{uri: {regex: "(?=x){{{Order}}}"}}], route: [{destination: {host: "h {{{Order}}}"}}]}, {route: [{destination: {host: b}}]}]}
        """);

    [Theory]
    [InlineData("Test-MeshFederation -Path one.yaml | Out-String -Width 80")]
    [InlineData("Test-MeshFederation -Path one.yaml | Format-List * | Out-String")]
    [InlineData("Test-MeshFederation -Path one.yaml | ForEach-Object ToString")]
    [InlineData("Trace-MeshRequest one b:80 -YamlPath one.yaml | Out-String")]
    [InlineData("Trace-MeshRequest one b:80 -YamlPath one.yaml | Format-List * | Out-String")]
    [InlineData("try { Trace-MeshRequest one \"$bad\" -YamlPath one.yaml } catch { $_ | Out-String; $_.ErrorDetails.RecommendedAction }")]
    [InlineData("try { New-MeshCluster \"$bad\" } catch { $_ | Out-String; $_.ErrorDetails.RecommendedAction }")]
    [InlineData("try { New-MeshServiceEntry a -Port \"$bad\" -Cluster (New-MeshCluster one) } catch { $_ | Out-String }")]
    [InlineData("Test-MeshFederation -Path one.yaml | Export-MeshReport Markdown")]
    [InlineData("Test-MeshFederation -Path one.yaml | Export-MeshReport Text")]
    public void Nothing_gives_an_order(string script)
    {
        var text = string.Join(
            '\n',
            _host.Run($"Set-Location '{_folder}'; $bad = \""
                + Order.Replace("\\e", "`e", StringComparison.Ordinal).Replace("\\a", "`a", StringComparison.Ordinal)
                    .Replace("\\u202e", "`u{202e}", StringComparison.Ordinal)
                + $"\"; $PSStyle.OutputRendering = 'PlainText'; {script}")
                .Select(item => $"{item}"));
        Assert.True(text.Length > 40, text);
        Assert.DoesNotContain(text, character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'));
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.False(line.TrimStart().StartsWith("::stop", StringComparison.Ordinal), line));
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
